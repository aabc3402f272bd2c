using Commands.Language;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>The three standard streams of the process as a session uses them.</summary>
internal sealed class StandardStreams
{
    private readonly DescriptorOutput? _descriptor;
    private readonly Action _giveBack;
    private readonly ProgressLine? _progress;

    public StandardStreams()
    {
        Stream output = Open(NativeMethods.StandardOutput);
        _descriptor = output as DescriptorOutput;
        Stream error = Open(NativeMethods.StandardError);
        if (!Console.IsErrorRedirected)
        {
            _progress = new ProgressLine(error);
            output = new ClearingOutput(output, _progress);
            error = new ClearingOutput(error, _progress);
        }

        Output = new BufferedOutput(output);
        Error = new ErrorOutput(error, Output);
        var input = new SharedInput(Output);
        Input = input;
        _giveBack = input.GiveBack;
    }

    public Stream Input { get; }

    public Stream Output { get; }

    public Stream Error { get; }

    /// <summary>Shows what has been said and leaves standard input where the commands end: a child, or whoever comes next, reads on.</summary>
    public void HandOver()
    {
        Output.Flush();
        _giveBack();
    }

    /// <summary>Gives the terminal to another program, until what it gives is disposed of; null where the session has not changed it.</summary>
    public Func<IDisposable?>? LendTerminal { get; set; }

    /// <summary>Calls <paramref name="closed"/> when nobody reads the output any more.</summary>
    public void WhenClosed(Action closed)
    {
        if (_descriptor is not null)
        {
            _descriptor.Closed = closed;
        }
    }

    public static bool AreTerminals => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <param name="output">What stands between the session and the output; null for nothing.</param>
    public SessionStreams ForSession(Stream? output = null)
    {
        IDictionary<string, string> environment = InheritedEnvironment();
        return new(Input, output ?? Output, Error)
        {
            InputIsTerminal = !Console.IsInputRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            TerminalType = Environment.GetEnvironmentVariable("TERM"),
            Environment = environment,
            Shell = new ShellRunner(this, environment),
            Progress = _progress,
        };
    }

    private static Dictionary<string, string> InheritedEnvironment()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[ByteText.FromUnicode((string)variable.Key)] = ByteText.FromUnicode((string?)variable.Value ?? "");
        }

        return environment;
    }

    private static Stream Open(int descriptor) =>
        !OperatingSystem.IsWindows() ? new DescriptorOutput(descriptor)
        : descriptor == NativeMethods.StandardOutput ? Console.OpenStandardOutput()
        : Console.OpenStandardError();
}
