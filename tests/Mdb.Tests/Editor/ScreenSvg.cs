using System.Globalization;
using System.Security;
using System.Text;

namespace Mdb.Tests.Editor;

/// <summary>Draws what a terminal showed as a picture, as text that stays text.</summary>
internal static class ScreenSvg
{
    private const double CellWidth = 8.4;
    private const int RowHeight = 18;
    private const int Margin = 14;

    /// <param name="screen">The terminal.</param>
    /// <param name="first">A row above it: how the program was started.</param>
    public static string Of(FakeScreen screen, string first)
    {
        List<IReadOnlyList<FakeCell>> shown = [[.. first.Select(c => new FakeCell(c.ToString(), "2"))], .. screen.Rows];
        int rows = shown.Count;
        int width = (int)Math.Ceiling(screen.Columns * CellWidth) + (2 * Margin);
        int height = (rows * RowHeight) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n");
        svg.Append("<title>A session of mdb</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#1b1f27\"/>\n");
        svg.Append("<g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" fill=\"#d5d9e0\">\n");
        for (int row = 0; row < rows; row++)
        {
            Row(svg, shown[row], Margin + (row * RowHeight) + 13);
        }

        return svg.Append("</g>\n</svg>\n").ToString();
    }

    /// <summary>A text for each run of one style; its length is fixed, so that columns agree in any font.</summary>
    private static void Row(StringBuilder svg, IReadOnlyList<FakeCell> row, int y)
    {
        for (int start = 0, end; start < row.Count; start = end)
        {
            end = start + 1;
            while (end < row.Count && row[end].Style == row[start].Style)
            {
                end++;
            }

            string text = string.Concat(row.Skip(start).Take(end - start).Select(c => c.Text));
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            double x = Margin + (start * CellWidth);
            double length = (end - start) * CellWidth;
            svg.Append(CultureInfo.InvariantCulture, $"<text xml:space=\"preserve\" x=\"{x:0.#}\" y=\"{y}\" textLength=\"{length:0.#}\" lengthAdjust=\"spacingAndGlyphs\"{Style(row[start].Style)}>");
            svg.Append(SecurityElement.Escape(text)).Append("</text>\n");
        }
    }

    private static string Style(string parameters)
    {
        var style = new StringBuilder();
        foreach (string parameter in parameters.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            style.Append(parameter switch
            {
                "1" => " font-weight=\"bold\"",
                "2" => " fill=\"#868e9c\"",
                "4" => " text-decoration=\"underline\"",
                "31" => " fill=\"#f07178\"",
                "32" => " fill=\"#a6cc70\"",
                "33" => " fill=\"#e6c07b\"",
                "34" => " fill=\"#6cb6ff\"",
                "35" => " fill=\"#d2a6ff\"",
                "36" => " fill=\"#5ccfe6\"",
                _ => throw new NotSupportedException(parameters),
            });
        }

        return style.ToString();
    }
}
