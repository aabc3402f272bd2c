using System.Globalization;
using System.Text;
using Commands.Triage;

namespace Mdb.Triage;

/// <summary>Drawings of the report, as SVG.</summary>
internal static class HtmlCharts
{
    private const int Width = 600;
    private const int Bars = 30;
    private const int BarSpace = Width / Bars;
    private const int Height = 100;
    private const int Row = 20;
    private const int LabelWidth = 150;

    /// <summary>How many dumps panicked when, over the time between the first and the last.</summary>
    public static string Timeline(TriageReport report)
    {
        long[] times = [.. report.Records.Select(r => r.Crashtime).OfType<long>().Where(t => t > 0).Order()];
        if (times.Length < 2 || times[0] == times[^1])
        {
            return "";
        }

        var counts = new int[Bars];
        double span = times[^1] - times[0];
        foreach (long time in times)
        {
            counts[Math.Min(Bars - 1, (int)((time - times[0]) / span * Bars))]++;
        }

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"timeline\" role=\"img\" aria-label=\"panics over time\" viewBox=\"0 0 {Width} {Height + Row}\">\n");
        for (int i = 0; i < Bars; i++)
        {
            // The first line of the drawing is for the number above the highest bar.
            int height = counts[i] * (Height - Row) / counts.Max();
            if (counts[i] > 0)
            {
                string from = TriagePage.Time(times[0] + (long)(span / Bars * i));
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{(i * BarSpace) + 1}\" y=\"{Height - height}\" width=\"{BarSpace - 2}\" height=\"{height}\"><title>{counts[i]} from {from}</title></rect>");
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(i * BarSpace) + (BarSpace / 2)}\" y=\"{Height - height - 4}\" text-anchor=\"middle\">{counts[i]}</text>");
            }
        }

        svg.Append(CultureInfo.InvariantCulture, $"\n<path class=\"line\" d=\"M0 {Height} H{Width}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"\n<text x=\"0\" y=\"{Height + 15}\">{TriagePage.Time(times[0])}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width}\" y=\"{Height + 15}\" text-anchor=\"end\">{TriagePage.Time(times[^1])}</text>\n</svg>\n");
        return svg.ToString();
    }

    /// <summary>Use of memory: a bar for each row of ::memstat with pages, but for its totals.</summary>
    public static string Memory(TriageRecord record)
    {
        (string Name, long Pages)[] rows =
            [.. record.Memory.Select(r => (r.Text("name") ?? "", r.Number("pages") ?? 0)).Where(r => r.Item2 > 0 && r.Item1 is not ("Total" or "Physical"))];
        if (rows.Length == 0)
        {
            return "";
        }

        long most = rows.Max(r => r.Pages);
        var svg = new StringBuilder("<h3>memory</h3>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"memory\" role=\"img\" aria-label=\"memory in pages\" viewBox=\"0 0 {Width} {rows.Length * Row}\">\n");
        for (int i = 0; i < rows.Length; i++)
        {
            int width = (int)((double)rows[i].Pages / most * (Width - LabelWidth - 80));
            int y = i * Row;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 14}\">{HtmlReport.Text(rows[i].Name)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{LabelWidth}\" y=\"{y + 3}\" width=\"{Math.Max(1, width)}\" height=\"14\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth + width + 6}\" y=\"{y + 14}\">{rows[i].Pages}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Threads that wait for each other in a ring, each with an arrow to the one it waits for.</summary>
    public static string Waits(TriageRecord record)
    {
        var svg = new StringBuilder();
        foreach (TriageDeadlock cycle in record.Deadlocks)
        {
            Ring(svg, cycle.Waits);
        }

        return svg.Length > 0 ? "<h3>deadlocks</h3>\n" + svg : "";
    }

    private static void Ring(StringBuilder svg, IReadOnlyList<TriageWait> waits)
    {
        const int Step = 44;
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"waits\" role=\"img\" aria-label=\"who waits for whom\" viewBox=\"0 0 {Width} {waits.Count * Step}\">\n");
        for (int i = 0; i < waits.Count; i++)
        {
            int y = i * Step;
            string who = $"{waits[i].Thread} {waits[i].Name}";
            string what = $"{waits[i].Kind} {waits[i].Object}";
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"node\" x=\"60\" y=\"{y + 2}\" width=\"330\" height=\"22\"/><text x=\"66\" y=\"{y + 17}\">{HtmlReport.Text(who)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"150\" y=\"{y + 38}\">{HtmlReport.Text(what)}</text>");
            (string path, string arrow) = i + 1 < waits.Count
                ? (string.Create(CultureInfo.InvariantCulture, $"M135 {y + 24} V{y + Step}"), string.Create(CultureInfo.InvariantCulture, $"M135 {y + Step + 2} l-4 -8 h8 z"))
                : (string.Create(CultureInfo.InvariantCulture, $"M60 {y + 13} H20 V13 H56"), "M60 13 l-8 -4 v8 z");
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"edge\" d=\"{path}\"/><path class=\"arrow\" d=\"{arrow}\"/>\n");
        }

        svg.Append("</svg>\n");
    }
}
