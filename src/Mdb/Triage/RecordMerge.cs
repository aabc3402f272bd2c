using System.Text;
using Commands.Triage;

namespace Mdb.Triage;

/// <summary>Reads the records of many folders and files, and prints each once, sorted by identity.</summary>
internal static class RecordMerge
{
    public static int Run(IEnumerable<string> places, Stream output, Action<string> log)
    {
        bool whole = true;
        var lines = new SortedSet<(string Identity, string Text)>(Comparer<(string Identity, string Text)>.Create(Compare));
        foreach (string file in places.SelectMany(Files))
        {
            using StreamReader reader = File.OpenText(file);
            foreach (TriageRecord record in Read(reader, line => { log($"{file}: {line}"); whole = false; }))
            {
                lines.Add((record.Identity ?? "", Encoding.UTF8.GetString(TriageJson.Write(record))));
            }
        }

        foreach ((_, string text) in lines)
        {
            output.Write(Encoding.UTF8.GetBytes(text + "\n"));
        }

        return whole ? ExitStatus.Ok : ExitStatus.Failed;
    }

    /// <summary>The records of a text, one a line; a line that is none is logged and left out.</summary>
    public static IEnumerable<TriageRecord> Read(TextReader reader, Action<string> log)
    {
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
            }
            else if (TriageJson.Read(Encoding.UTF8.GetBytes(line)) is { } record)
            {
                yield return record;
            }
            else
            {
                log($"line {number}: no record of schema {TriageRecord.CurrentSchema}");
            }
        }
    }

    private static int Compare((string Identity, string Text) one, (string Identity, string Text) other)
    {
        int order = string.CompareOrdinal(one.Identity, other.Identity);
        return order != 0 ? order : string.CompareOrdinal(one.Text, other.Text);
    }

    private static IEnumerable<string> Files(string place) => Directory.Exists(place)
        ? Directory.EnumerateFiles(place, "*.json").Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal)
        : [place];
}
