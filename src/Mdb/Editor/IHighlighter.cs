namespace Mdb.Editor;

internal interface IHighlighter
{
    /// <summary>Says what each piece of a line is.</summary>
    /// <param name="line">The whole line.</param>
    /// <param name="styles">One for each UTF-16 unit of the line; <see cref="TextStyle.Plain"/> at first.</param>
    void Highlight(string line, Span<TextStyle> styles);
}
