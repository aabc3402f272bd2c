using Commands.Language;
using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>How many elements ::first, ::last and ::skip are about: decimal, as with ::head, unless it has a prefix; 1 when not said.</summary>
internal static class TakenCount
{
    public static bool TryParse(Invocation call, out ulong count)
    {
        count = 1;
        switch (call.Arguments)
        {
            case []:
                return true;
            case [{ IsNumber: true } number]:
                count = number.Value;
                return true;
            case [{ Text: { Length: > 0 } text }]:
                return NumberText.TryParse(text, 10, out count, out _);
            default:
                return false;
        }
    }
}
