using Commands.Triage;

namespace Mdb.Triage;

/// <summary>The folder that records are written to, each whole or not at all.</summary>
internal sealed class RecordFolder(string path)
{
    private const int SymbolDigits = 16;

    /// <summary>Name of a record without its extension: the identity of the dump and, where it has some beside it, of its symbols.</summary>
    public static string NameOf(string identity, string? symbols) => symbols is null ? identity : $"{identity}-{symbols[..SymbolDigits]}";

    /// <summary>Whether a record of this schema is there already.</summary>
    public bool Holds(string name)
    {
        try
        {
            return TriageJson.Read(File.ReadAllBytes(PathOf(name, ".json"))) is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Writes the page, then the record: a record that is there has its page.</summary>
    public void Write(string name, TriageRecord record)
    {
        Write(PathOf(name, ".txt"), System.Text.Encoding.UTF8.GetBytes(TriagePage.Of(record)));
        Write(PathOf(name, ".json"), [.. TriageJson.Write(record), (byte)'\n']);
    }

    private string PathOf(string name, string extension) => Path.Combine(path, name + extension);

    private static void Write(string path, byte[] bytes)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}");
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
