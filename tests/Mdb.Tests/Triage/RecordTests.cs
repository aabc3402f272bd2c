using System.Globalization;
using System.Text.RegularExpressions;
using Conformance;
using DuckDB.NET.Data;
using Mdb.Tests.Processes;
using NJsonSchema;

namespace Mdb.Tests.Triage;

/// <summary>Records of all dumps there are, made once: whole ones, damaged ones, samples.</summary>
public sealed class AllRecords : IDisposable
{
    private const int Together = 8;

    private readonly MdbProcess _mdb = new();

    public AllRecords()
    {
        string samples = Path.GetFullPath(Path.Combine(RepositoryPaths.Folder, "..", "..", "samples", "dumps"));
        Names = [.. DumpCache.Names().Select(DumpCache.Folder).SelectMany(Dumps), .. Directory.EnumerateDirectories(samples)];
        foreach (string[] some in Names.Chunk(Together))
        {
            ProcessResult made = _mdb.Run(string.Join('\n', some), "triage", "--from", "-", "--out", "out");
            Log += made.Error;
            Status |= made.Status;
        }

        Text = _mdb.Run("", "triage", "merge", "out").Output;
        File.WriteAllText(Path.Combine(_mdb.Folder, "records.jsonl"), Text);
    }

    /// <summary>A folder that holds one dump, or the compressed dumps in it.</summary>
    private static IEnumerable<string> Dumps(string folder) =>
        File.Exists(Path.Combine(folder, "vmcore.0")) ? [folder] : Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal);

    public IReadOnlyList<string> Names { get; }

    public string Folder => _mdb.Folder;

    internal string Log { get; } = "";

    internal int Status { get; }

    public string Text { get; }

    public void Dispose() => _mdb.Dispose();
}

public partial class RecordTests(AllRecords all) : IClassFixture<AllRecords>
{
    private static string Docs => Path.GetFullPath(Path.Combine(RepositoryPaths.Folder, "..", "..", "docs"));

    [Fact]
    public void Every_dump_has_a_record_and_none_is_late()
    {
        Assert.Equal(0, all.Status);
        Assert.Equal(all.Names.Count, Counts().Matches(all.Log).Sum(m => Number(m.Groups[1]) + Number(m.Groups[2])));
        Assert.DoesNotContain("\"timeout\"", all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_record_keeps_the_schema()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(Docs, "schema", "mdb.triage-1.json"), TestContext.Current.CancellationToken);
        Assert.All(all.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Empty(schema.Validate(line)));
    }

    [Fact]
    public void Records_hold_no_path_and_no_control_byte()
    {
        Assert.DoesNotContain(Path.GetTempPath(), all.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(all.Text, c => c < ' ' && c != '\n');
    }

    [Fact]
    public void The_queries_of_the_manual_run_in_DuckDB()
    {
        string[] queries = [.. Sql().Matches(File.ReadAllText(Path.Combine(Docs, "TRIAGE.md"))).Select(m => m.Groups[1].Value)];
        Assert.True(queries.Length >= 4);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Assert.All(queries, query =>
        {
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = query.Replace("records.jsonl", Path.Combine(all.Folder, "records.jsonl"), StringComparison.Ordinal);
            using DuckDBDataReader rows = command.ExecuteReader();
            Assert.True(rows.Read());
        });
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("([0-9]+) recorded, ([0-9]+) there already")]
    private static partial Regex Counts();

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sql();
}
