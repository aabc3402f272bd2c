using DumpReader.Bytes;

namespace Commands.Pipeline;

/// <summary>The three streams of a session and what it may start; no Console below src/Mdb.</summary>
internal sealed record SessionStreams(Stream Input, Stream Output, Stream Error)
{
    public bool InputIsTerminal { get; init; }

    public bool OutputIsTerminal { get; init; }

    /// <summary>Type of the terminal (<c>TERM</c>); null where there is none.</summary>
    public string? TerminalType { get; init; }

    /// <summary>The environment that programs behind <c>!</c> get; the session may change it.</summary>
    public IDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Program that runs <c>!</c> commands; null where a session may not start any.</summary>
    public IShell? Shell { get; init; }

    /// <summary>Shows a person how far long work is; null where nobody looks.</summary>
    public IProgressLine? Progress { get; init; }

    /// <summary>How far the dump has been inflated; null where nobody looks.</summary>
    public WorkProgress? Reading { get; init; }
}

/// <summary>One line on a terminal that says how far work is. Whatever else is written to the terminal takes it away first.</summary>
internal interface IProgressLine
{
    /// <summary>How long work goes on without a word, in milliseconds.</summary>
    int Patience => 1000;

    /// <summary>Replaces the line.</summary>
    void Show(string text);

    /// <summary>Takes the line away, if there is one.</summary>
    void Clear();
}

/// <summary>Runs shell commands for <c>!</c>.</summary>
internal interface IShell
{
    /// <summary>Runs a command and waits. It shares standard input with the session; its output goes to the session's streams.</summary>
    /// <param name="command">For the shell.</param>
    /// <param name="run">The statement: past its deadline the command is killed. An interrupt is the command's own.</param>
    int Run(string command, Run run);

    /// <summary>Starts a command that reads what is written to the returned stream; disposing the stream closes it and waits for the end.</summary>
    /// <param name="command">For the shell.</param>
    /// <param name="run">The statement: once it is to stop, nothing more is written; past its deadline the command is killed.</param>
    Stream Pipe(string command, Run run);
}
