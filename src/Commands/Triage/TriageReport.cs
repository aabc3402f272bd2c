using System.Globalization;
using System.Text;
using Commands.Output;

namespace Commands.Triage;

/// <summary>Panics with one stable signature.</summary>
/// <param name="Signature">The stable one; null for dumps that have none.</param>
/// <param name="Title">The first function below the panic plumbing and the message.</param>
/// <param name="Issue">What is known of it; null for nothing.</param>
/// <param name="Records">By time of the panic.</param>
internal sealed record TriageGroup(string? Signature, string Title, string? Issue, IReadOnlyList<TriageRecord> Records)
{
    public long? First => Records.Min(r => r.Crashtime);

    public long? Last => Records.Max(r => r.Crashtime);

    public IReadOnlyList<string> Hosts => [.. Records.Select(r => r.System?.Nodename).OfType<string>().Where(h => h.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>Records in groups of one stable signature each, the largest first.</summary>
internal sealed record TriageReport(IReadOnlyList<TriageGroup> Groups)
{
    private const int MostHosts = 8;

    public IEnumerable<TriageRecord> Records => Groups.SelectMany(g => g.Records);

    public static TriageReport Of(IEnumerable<TriageRecord> records, KnownIssues issues)
    {
        IEnumerable<TriageGroup> groups = records
            .GroupBy(r => r.Signature is { } s ? $"{s.Version} {s.Stable}" : "")
            .Select(g => Group([.. g.OrderBy(r => r.Crashtime).ThenBy(r => r.Identity, StringComparer.Ordinal)], issues));
        return new TriageReport([.. groups.OrderByDescending(g => g.Records.Count).ThenBy(g => g.Title, StringComparer.Ordinal).ThenBy(g => g.Signature, StringComparer.Ordinal)]);
    }

    public string Text()
    {
        var text = new StringBuilder();
        int notOk = Records.Count(r => r.Status != TriageStatus.Ok);
        text.Append(CultureInfo.InvariantCulture, $"{Records.Count()} dumps in {Groups.Count} groups, {notOk} not ok\n");
        int number = 0;
        foreach (TriageGroup group in Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{++number}. {group.Records.Count} x {SafeText.Of(group.Title)}\n");
            Line("known", group.Issue);
            Line("signature", group.Signature);
            Line("first", group.First is { } first ? TriagePage.Time(first) : null);
            Line("last", group.Last is { } last && last != group.First ? TriagePage.Time(last) : null);
            string more = group.Hosts.Count > MostHosts ? $" and {group.Hosts.Count - MostHosts} more" : "";
            Line("hosts", group.Hosts.Count > 0 ? string.Join(' ', group.Hosts.Take(MostHosts)) + more : null);
            Line("identity", string.Join(' ', group.Records.Select(r => r.Identity ?? r.Name).Take(1)));
        }

        return text.ToString();

        void Line(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(CultureInfo.InvariantCulture, $"   {label,-10}{SafeText.Of(value)}\n");
            }
        }
    }

    private static TriageGroup Group(IReadOnlyList<TriageRecord> records, KnownIssues issues)
    {
        TriageRecord one = records[0];
        if (one.Signature is null)
        {
            return new TriageGroup(null, "no panic could be read", null, records);
        }

        string? function = Signatures.StableStack(one.Panicstack.Select(PanicFrame.Parse)).FirstOrDefault();
        string title = function is null ? one.Panicstr ?? "" : $"{function}: {one.Panicstr}";
        return new TriageGroup(one.Signature.Stable, title, records.Select(issues.Of).FirstOrDefault(i => i is not null), records);
    }
}
