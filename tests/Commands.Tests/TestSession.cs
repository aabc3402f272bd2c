using System.Text;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Tests;

/// <summary>What a session wrote, and the status that <c>-e</c> would return.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error without the lines that point at a place.</param>
/// <param name="Status">The status.</param>
/// <param name="Places">The lines that point at a place.</param>
internal sealed record Answer(string Out, string Error, int Status, string Places = "")
{
    /// <summary>Output without the blanks of the format letters: one line a line, one blank between items.</summary>
    public string[] Lines => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
}

/// <summary>Runs commands in process, on no target unless one is given.</summary>
internal static class TestSession
{
    /// <summary>As standard input that is no terminal.</summary>
    public static Answer Script(string text, Action<SessionOptions>? set = null, IShell? shell = null, ITarget? target = null) =>
        Run(session => session.RunScript(session.Streams.Input), text, set, shell, target);

    /// <summary>As the argument of <c>-e</c>.</summary>
    public static Answer Text(string text, Action<SessionOptions>? set = null, IShell? shell = null, ITarget? target = null) =>
        Run(session => session.RunText(text), "", set, shell, target);

    /// <summary>As one line typed at a terminal after another.</summary>
    public static Answer Typed(params string[] lines) =>
        Run(session => Array.ForEach(lines, session.RunLine), "", null, null, null);

    /// <summary>Stock mdb's rules.</summary>
    public static void Stock(SessionOptions options) => options.Stock = true;

    public static Answer Run(Action<Session> run, string input, Action<SessionOptions>? set, IShell? shell, ITarget? target)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using ITarget? none = target is null ? DumpOpener.Open(new OpenRequest()) : null;
        var options = new SessionOptions();
        set?.Invoke(options);
        var streams = new SessionStreams(new MemoryStream(Encoding.Latin1.GetBytes(input)), output, error) { Shell = shell };
        var session = new Session(target ?? none!, streams, options);
        run(session);
        session.Complete();
        ILookup<bool, string> said = Encoding.Latin1.GetString(error.ToArray()).Split('\n')
            .ToLookup(line => line.StartsWith(PlaceText.Margin, StringComparison.Ordinal));
        return new Answer(
            Encoding.Latin1.GetString(output.ToArray()), string.Join('\n', said[false]), session.ExitStatus, string.Join('\n', said[true]));
    }
}
