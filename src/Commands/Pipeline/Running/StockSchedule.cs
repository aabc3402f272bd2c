using Commands.Language;

namespace Commands.Pipeline;

/// <summary>
/// Stock mdb's way to run a pipeline: each stage runs to its end, its text is parsed whole, then the next stage runs once per value.
/// </summary>
internal static class StockSchedule
{
    public static void Run(Session session, Run run, PipelineCall call, Output final)
    {
        IReadOnlyList<(ulong Value, WalkBinding? Binding)>? input = null;
        for (int i = 0; i < call.Commands.Count; i++)
        {
            bool last = i == call.Commands.Count - 1;
            using CaptureSink? capture = last ? null : new CaptureSink(run) { PipeForm = call.Commands[i].Dcmd.Info.StockPipeForm };
            Output output = capture ?? final;
            var stage = new Stage(session, run, call.Commands[i], output, first: i == 0, last);
            bool goOn = input is null ? CountedLoop.Run(session, stage, call, output) : Each(session, stage, input, capture);
            output.EndCommand();
            if (!goOn || capture is null)
            {
                return;
            }

            input = Parse(session, capture);
            if (input.Count == 0 && !call.Commands[i + 1].Dcmd.HasEnd)
            {
                return;
            }
        }
    }

    private static bool Each(Session session, Stage stage, IReadOnlyList<(ulong Value, WalkBinding? Binding)> input, CaptureSink? capture)
    {
        if (stage.Command.Dcmd.TakesPipeWhole && input.Count > 0)
        {
            session.Dot = input[^1].Value;
            session.Bind(input[^1].Binding);
            return stage.InvokeWhole([.. input.Select(i => new Item(i.Value) { Binding = i.Binding })]);
        }

        foreach ((ulong value, WalkBinding? binding) in input)
        {
            session.Dot = value;
            session.Bind(binding);
            if (capture is not null)
            {
                capture.Inherited = binding;
            }

            if (!stage.Invoke(new Item(value) { Binding = binding }, hasAddress: true, isLoop: true))
            {
                return stage.Call.HasEnough && stage.LastStatus is not (Status.Usage or Status.Abort);
            }
        }

        if (stage.Command.Dcmd.HasEnd)
        {
            stage.End();
        }

        return true;
    }

    private static IReadOnlyList<(ulong, WalkBinding?)> Parse(Session session, CaptureSink capture)
    {
        var values = new List<(ulong, WalkBinding?)>();
        try
        {
            foreach ((ulong value, int offset) in PipeText.Parse(session, capture.Take()))
            {
                values.Add((value, capture.BindingAt(offset)));
            }
        }
        catch (InputException error)
        {
            session.Warn(error.Message);
            return [];
        }

        return values;
    }
}
