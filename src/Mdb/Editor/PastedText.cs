using System.Text;

namespace Mdb.Editor;

/// <summary>
/// A pasted text as commands: whole lines, and what stands behind the last newline. Control characters are left out, so that nothing
/// in it can act as a key. A pipeline that is written over several lines, with a pipe at the end of one or at the start of the next,
/// becomes one.
/// </summary>
/// <param name="Lines">Lines that ended.</param>
/// <param name="Rest">What remains to be edited; perhaps empty.</param>
internal readonly record struct PastedText(IReadOnlyList<string> Lines, string Rest)
{
    public static PastedText Of(string text)
    {
        var lines = new List<string>();
        bool goesOn = false;
        foreach (string part in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r'))
        {
            string line = Clean(part);
            string start = line.TrimStart();
            bool isPipe = start is ['|', ..] and not ['|', '|', ..];
            if (lines.Count > 0 && (goesOn || isPipe))
            {
                lines[^1] = lines[^1].TrimEnd() + (start.Length > 0 ? " " + start : "");
            }
            else
            {
                lines.Add(line);
            }

            goesOn = line.TrimEnd() is [.., '|'];
        }

        return new PastedText(lines[..^1], lines[^1]);
    }

    private static string Clean(string line)
    {
        var clean = new StringBuilder(line.Length);
        foreach (char c in line)
        {
            if (c == '\t')
            {
                clean.Append(' ');
            }
            else if (!char.IsControl(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }
}
