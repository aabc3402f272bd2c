using System.Runtime.CompilerServices;
using Commands.Language;

namespace Commands.Pipeline;

internal sealed partial class Session
{
    /// <summary>Name of standard input in messages.</summary>
    public const string StandardInput = "(stdin)";

    private const string StringInput = "(string)";

    private bool _inputFailed;
    private bool _wasPartial;

    /// <summary>How the last command ended.</summary>
    public Status LastStatus { get; set; }

    /// <summary>What <c>mdb -e</c> returns: 1 when the text failed, when the last command did, or (not under stock) when an answer was partial.</summary>
    public int ExitStatus => _inputFailed || LastStatus != Status.Ok || (_wasPartial && !Options.Stock) ? 1 : 0;

    private Interpreter Interpreter => field ??= new Interpreter(this);

    /// <summary>The outermost statement under way; null between statements.</summary>
    public Run? Running => Interpreter.Run;

    /// <summary>Runs a script: standard input that is no terminal, or a file such as .mdbrc.</summary>
    /// <param name="input">Read byte by byte, never ahead.</param>
    /// <param name="name">For messages.</param>
    public void RunScript(Stream input, string name = StandardInput) =>
        Interpreter.RunInput(new InputFrame(new StreamInput(input), name, InputKind.Script));

    /// <summary>Runs the text of <c>-e</c>.</summary>
    public void RunText(string text) =>
        _inputFailed |= !Interpreter.RunInput(new InputFrame(new TextInput(ByteText.FromUnicode(text)), StringInput, InputKind.Text));

    /// <summary>Runs a line that a person typed.</summary>
    public void RunLine(string line) =>
        Interpreter.RunInput(new InputFrame(new TextInput(ByteText.FromUnicode(line) + "\n"), StandardInput, InputKind.Terminal));

    /// <summary>
    /// Abandons the statement under way (Ctrl-C) and what follows it on its line. Where none is, the next one is abandoned, so that a key that
    /// comes just before it is not lost: see <see cref="Ready"/>. May be called from another thread.
    /// </summary>
    public void Interrupt() => Interpreter.Interrupt();

    /// <summary>Forgets an interrupt that came while nothing ran. For whoever has waited for a line, before keys are for what it says.</summary>
    public void Ready() => Interpreter.Ready();

    /// <summary>The end of all input: with <c>--json</c> the object that says whether everything was there.</summary>
    public void Complete()
    {
        Rendering.WriteEnd(_incomplete);

        Writer.Flush();
    }

    /// <summary>
    /// Runs command text with dot set (::eval, ::map, ::grep); output goes to <paramref name="output"/>; <see cref="Dot"/> afterwards is
    /// what the text left and is not put back. <see cref="Status.Abort"/> after an error, which has been said.
    /// </summary>
    public Status Evaluate(string text, ulong dot, Output output)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Warn("commands are nested too deeply");
            return Status.Abort;
        }

        Dot = dot;
        var capture = output as CaptureSink;
        bool pipeForm = capture?.PipeForm ?? false;
        if (capture is not null)
        {
            capture.PipeForm = false;
        }

        bool whole = Interpreter.RunInput(new InputFrame(new TextInput(text), StringInput, InputKind.Text), output);
        if (capture is not null)
        {
            capture.PipeForm = pipeForm;
        }

        return whole && !Quit ? Status.Ok : Status.Abort;
    }

    /// <summary>Runs a macro file: now, or (<paramref name="replaces"/> in a macro) in the place of the one that asks for it.</summary>
    public Status RunMacro(InputFrame macro, bool replaces, Output output)
    {
        if (replaces && Interpreter.Current is { Kind: InputKind.Macro } current)
        {
            current.Replacement = macro;
            return Status.Ok;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            macro.Dispose();
            Warn("macros are nested too deeply");
            return Status.Abort;
        }

        Interpreter.RunInput(macro, output);
        return Quit ? Status.Abort : Status.Ok;
    }

    /// <summary>Ends the macro that runs just now; false where none does.</summary>
    public bool EndMacro()
    {
        if (Interpreter.Current is not { Kind: InputKind.Macro } current)
        {
            return false;
        }

        current.End();
        return true;
    }
}
