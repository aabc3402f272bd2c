using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>Operands of kernel dcmds.</summary>
internal static class Operand
{
    /// <summary>A number: an expression, or a word in the current radix; says why it is none.</summary>
    public static bool TryNumber(Invocation call, Argument argument, out ulong number)
    {
        number = argument.Value;
        if (argument.Text is { } text && !call.Session.TryNumber(text, out number, out string? error))
        {
            call.Run.Error(error!);
            return false;
        }

        return true;
    }
}
