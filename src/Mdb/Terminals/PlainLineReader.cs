using System.Text;

namespace Mdb.Terminals;

/// <summary>Reads lines from a terminal that cannot move its cursor, such as a shell inside an editor.</summary>
internal sealed class PlainLineReader(Stream input, Stream output) : ILineReader
{
    public string? Read(string prompt, Action taken)
    {
        output.Write(Encoding.UTF8.GetBytes(prompt));
        output.Flush();
        var line = new List<byte>();
        while (input.ReadByte() is var value and >= 0)
        {
            if (value == '\n')
            {
                taken();
                return Encoding.UTF8.GetString([.. line]);
            }

            line.Add((byte)value);
        }

        return line.Count > 0 ? Encoding.UTF8.GetString([.. line]) : null;
    }
}
