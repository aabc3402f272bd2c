using Commands.Language;
using Commands.Output;
using DumpReader.Problems;
using Superpower.Model;

namespace Commands.Pipeline;

internal sealed partial class Session
{
    /// <summary>A damaged dump may have a problem for every element of a long walk; the first ones say enough.</summary>
    private const int MostProblems = 10_000;

    private string? _incomplete;
    private bool _isSymbolic = true;

    /// <summary>The one writer of standard output.</summary>
    public MdbWriter Writer => field ??= NewWriter(Streams.Output);

    private Rendering? _own;

    /// <summary>The form that a statement asked for by its last stage; null where it is that of the session.</summary>
    public Rendering? StatementForm { get; set; }

    /// <summary>How answers are written just now; problems are told in the same form.</summary>
    public Rendering Rendering => StatementForm ?? (_own?.Form == Options.Form ? _own : _own = Rendering.Create(Options.Form, Writer));

    /// <summary>Off while variable <c>_</c> is not 0: the letter <c>a</c> prints numbers then.</summary>
    public bool IsSymbolic
    {
        get => _isSymbolic;
        set
        {
            _isSymbolic = value;
            Writer.SymbolicAddresses = value;
        }
    }

    /// <summary>A writer with the settings of this session.</summary>
    public MdbWriter NewWriter(Stream stream) => new(stream)
    {
        Symbolizer = this,
        Columns = Options.PageWidth,
        NumberBase = Radix,
        Autowrap = Options.Autowrap,
        SymbolicAddresses = IsSymbolic,
        EscapeControls = Streams.OutputIsTerminal && ReferenceEquals(stream, Streams.Output),
    };

    /// <summary>Where a statement writes when nothing else is said.</summary>
    public Output OpenOutput(Run run)
    {
        Writer.Columns = Options.PageWidth;
        Writer.Autowrap = Options.Autowrap;
        return new SessionSink(run, Rendering);
    }

    /// <summary>One line <c>mdb: message</c> on the error stream, in order with the output.</summary>
    /// <remarks>What a message quotes of a dump cannot drive a terminal or look like another message; only the bytes of stock mdb pass as they are.</remarks>
    public void Warn(string message) =>
        WriteError("mdb: " + (Options.Stock && !Streams.OutputIsTerminal ? message : SafeText.OfBytes(message)) + "\n");

    /// <summary>Shows a person where the token stands that the message just said is about; nothing under <c>-o stock</c>.</summary>
    public void PointAt(Token<TokenKind> place)
    {
        if (!Options.Stock && place.Span.Source is { } text)
        {
            WriteError(ByteText.FromUnicode(PlaceText.Of(text, place.Position.Absolute, place.Span.Length)));
        }
    }

    /// <summary>The usage of a command, and where more is to be found.</summary>
    public void ShowUsage(BoundCommand command)
    {
        DcmdInfo info = command.Dcmd.Info;
        string name = command.Name[(command.Name.LastIndexOf('`') + 1)..];
        bool plain = info.Address == AddressUse.None || !info.UsageNamesAddress;
        string shown = plain || name.StartsWith('$') || name.StartsWith(':') ? name : "::" + name;
        string address = plain ? "" : info.Address == AddressUse.Required || info.UsageDemandsAddress ? "address" : "[address]";
        WriteError($"Usage: {address}{shown} {info.Usage}\n");
        if (info.Help is not null && (info.StockHelp || !Options.Stock))
        {
            Warn($"try '::help {name}' for more information");
        }
    }

    /// <summary>Ends an outermost statement: what is missing is said, and the text is handed on.</summary>
    public void EndStatement(Run run, bool whole)
    {
        if (run.Cancellation.IsCancellationRequested)
        {
            LeaveLine();
            _incomplete ??= "interrupted";
        }

        // What was stopped in the middle of a block leaves its margin behind.
        Writer.Margin = 0;

        // Whoever waits for input, says an error or starts a child shows it first; until then statements of a script share a write.
        Writer.PassOn();
        if (run.FirstProblem is { } problem)
        {
            _wasPartial = true;
            _incomplete ??= problem.ToString();
            bool isWanted = !(Quit && run.Cancellation.IsCancellationRequested); // Nobody reads any more.
            if (isWanted && (!Options.Stock || run.SaidInStock || Options.Form == OutputForm.Csv))
            {
                Warn($"partial: {problem}");
            }
        }

        if (!whole || LastStatus != Status.Ok)
        {
            _incomplete ??= whole ? "a command failed" : "the input has an error";
        }
    }

    /// <summary>An input ended by ::quit, or a statement by an interrupt, leaves an empty line.</summary>
    public void LeaveLine()
    {
        if (Options.Form == OutputForm.Text)
        {
            Writer.NewLine();
            Writer.Flush();
        }
    }

    /// <summary>The target itself is not whole: opening it was stopped. Said now, and with the end of the answers.</summary>
    public void Lacks(Problem problem)
    {
        _wasPartial = true;
        _incomplete ??= problem.ToString();
        Report(problem);
        if (!Options.Stock)
        {
            Warn($"partial: {problem}");
        }
    }

    public void RunShell(string command)
    {
        Writer.Flush();
        if (Streams.Shell is { } shell)
        {
            shell.Run(ByteText.ToUnicode(command), Running!);
            _ = Running!.IsLate && Running.ShouldStop;
        }
        else
        {
            Warn("this session may not start other programs");
        }
    }

    /// <summary>A sink that a shell command reads.</summary>
    public ShellSink PipeToShell(Run run, string command)
    {
        Writer.Flush();
        if (Streams.Shell is { } shell)
        {
            return new ShellSink(run, shell.Pipe(ByteText.ToUnicode(command), run), Options.Form);
        }

        Warn("this session may not start other programs");
        return new ShellSink(run, Stream.Null, Options.Form);
    }

    /// <summary>Keeps a problem for ::problems; with <c>--json</c> it is an object among the others, too.</summary>
    public void Report(Problem problem)
    {
        if (Problems.Count < MostProblems)
        {
            Problems.Add(problem);
        }

        Rendering.Write(problem);
    }

    /// <summary>With <c>--json</c> an error in the text is an object among the others, too.</summary>
    public void Report(LanguageFault fault) => Rendering.Write(fault);

    private void WriteError(string text)
    {
        Writer.Flush();
        Streams.Error.Write(ByteText.ToBytes(text));
    }
}
