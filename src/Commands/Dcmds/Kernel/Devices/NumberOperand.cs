using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>The number that a dcmd works on where it may be the address or the only argument, but not both.</summary>
internal static class NumberOperand
{
    /// <summary>The number; null where there is none, or two, or it is no number (<paramref name="status"/> is what to return).</summary>
    public static ulong? Of(Invocation call, out Status status)
    {
        status = Status.Usage;
        if (call.Arguments.Count != (call.HasAddress ? 0 : 1))
        {
            return null;
        }

        if (call.HasAddress)
        {
            return call.Address;
        }

        status = Status.Error;
        return call.TryNumber(call.Arguments[0], out ulong number) ? number : null;
    }
}
