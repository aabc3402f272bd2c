using Commands.Language;

namespace Commands.Pipeline;

/// <summary>The first command of a pipeline: once, or as often as its count says, dot moving by the increment in between.</summary>
internal static class CountedLoop
{
    /// <returns>False when the pipeline is to stop.</returns>
    public static bool Run(Session session, Stage stage, PipelineCall call, Output output)
    {
        stage.Call.Count = call.Count ?? 1;
        for (ulong i = 0; i < stage.Call.Count && !output.IsFull; i++)
        {
            if (i > 0)
            {
                if (!Evaluator.TryMove(session.Dot, session.Increment, forward: true, out ulong moved))
                {
                    output.DiscardLine();
                    throw new LanguageException("',' would cause '.' to overflow", call.End);
                }

                session.Dot = moved;
            }

            if (!stage.Invoke(new Item(session.Dot), call.HasAddress, call.Count is not null))
            {
                return stage.Call.HasEnough && stage.LastStatus is not (Status.Usage or Status.Abort);
            }
        }

        return true;
    }
}
