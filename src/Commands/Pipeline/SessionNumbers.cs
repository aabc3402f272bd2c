using Commands.Language;
using DumpReader.Values;

namespace Commands.Pipeline;

/// <summary>Indices of member paths in the radix of a session.</summary>
internal sealed class SessionNumbers(Session session) : PathNumbers
{
    public override bool TryParse(string text, out ulong value, out string error)
    {
        bool parsed = session.TryNumber(text, out value, out string? reason);
        error = reason ?? "";
        return parsed;
    }

    public override string Format(ulong value) => NumberText.Format(value, session.Radix);
}
