namespace DumpReader.Kernel;

/// <summary>
/// What timestamps prove. savectx() goes through the list from its head, so that save times ascend along it. If restore times
/// ascend too, the last switch restored in the same order; if they descend, it unwound them like a stack. Save times that do
/// not ascend, and restore times that go both ways, contradict both.
/// </summary>
internal static class ContextTimes
{
    public static ContextOrder Order(IReadOnlyList<ContextOp> operators)
    {
        if (operators.Count < 2)
        {
            return ContextOrder.None;
        }

        bool saved = true;
        bool ascend = true;
        bool descend = true;
        for (int i = 0; i < operators.Count; i++)
        {
            if (operators[i] is not { SaveTime: > 0 and { } save, RestoreTime: > 0 and { } restore })
            {
                return ContextOrder.None;
            }

            if (i > 0)
            {
                long savedBefore = operators[i - 1].SaveTime ?? 0;
                long restoredBefore = operators[i - 1].RestoreTime ?? 0;
                if (save == savedBefore || restore == restoredBefore)
                {
                    return ContextOrder.None;
                }

                saved &= save > savedBefore;
                ascend &= restore > restoredBefore;
                descend &= restore < restoredBefore;
            }
        }

        return saved && ascend ? ContextOrder.Same : saved && descend ? ContextOrder.Stack : ContextOrder.Mixed;
    }
}
