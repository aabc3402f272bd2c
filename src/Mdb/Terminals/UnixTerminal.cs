using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Mdb.Editor;
using Mdb.Streams;

namespace Mdb.Terminals;

/// <summary>
/// The terminal on standard input and output, by termios(7). Reads a byte at a time: what is typed ahead belongs to a child as well.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminal : Terminal
{
    private const int EscapeMilliseconds = 50;
    private const int PasteMilliseconds = 2000;

    private readonly Stream _output;
    private readonly KeyDecoder _decoder = new();
    private readonly TerminalModes _mode = new();
    private bool _marksPaste;

    public UnixTerminal(Stream output) => _output = output;

    public override (int Columns, int Rows) Size
    {
        get
        {
            WindowSize size = default;
            if (OperatingSystem.IsLinux())
            {
                _ = NativeMethods.WindowSize(NativeMethods.StandardOutput, NativeMethods.LinuxGetWindowSize, ref size);
            }
            else
            {
                size.Columns = (ushort)Console.WindowWidth;
                size.Rows = (ushort)Console.WindowHeight;
            }

            return (size.Columns > 0 ? size.Columns : 80, size.Rows > 0 ? size.Rows : 24);
        }
    }

    public override void Enter() => _mode.Set(TerminalMode.Keys);

    public override void Work()
    {
        SetPaste(false);
        _mode.Set(TerminalMode.Work);
    }

    public override void Leave()
    {
        SetPaste(false);
        _mode.Set(TerminalMode.Found);
    }

    public override IDisposable Lend() => new Loan(this, _mode.Current);

    public override Key? ReadKey()
    {
        while (true)
        {
            if ((_decoder.IsWaiting || _decoder.IsPasting) && !IsReady(_decoder.IsPasting ? PasteMilliseconds : EscapeMilliseconds))
            {
                Key late = _decoder.Timeout();
                if (late.Kind != KeyKind.None)
                {
                    return late;
                }
            }

            if (ReadByte() is not { } value)
            {
                return null;
            }

            Key key = _decoder.Feed(value);
            if (key.Kind != KeyKind.None)
            {
                return key;
            }
        }
    }

    public override void Write(string text)
    {
        _output.Write(Encoding.UTF8.GetBytes(text));
        _output.Flush();
    }

    public override void SetPaste(bool on)
    {
        if (on != _marksPaste)
        {
            _marksPaste = on;
            Write(on ? "\x1b[?2004h" : "\x1b[?2004l");
        }
    }

    public override void Suspend()
    {
        const int WholeGroup = 0;
        int signal = OperatingSystem.IsLinux() ? 20 : 18;
        using IDisposable loan = Lend();
        _ = NativeMethods.Kill(WholeGroup, signal);
    }

    public override IDisposable OnResize(Action resized) =>
        PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => resized());

    private static bool IsReady(int milliseconds)
    {
        var input = new PollDescriptor { Descriptor = NativeMethods.StandardInput, Events = NativeMethods.PollInput };
        return NativeMethods.Poll(ref input, 1, milliseconds) > 0;
    }

    private static unsafe byte? ReadByte()
    {
        byte value;
        while (true)
        {
            nint count = NativeMethods.Read(NativeMethods.StandardInput, &value, 1);
            if (count == 1)
            {
                return value;
            }

            if (count == 0)
            {
                return null;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case NativeMethods.Interrupted:
                    break;
                case NativeMethods.TryAgain or NativeMethods.TryAgainMac:
                    IsReady(-1);
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>The time in which another program has the terminal.</summary>
    private sealed class Loan : IDisposable
    {
        private readonly UnixTerminal _terminal;
        private readonly TerminalMode _before;

        public Loan(UnixTerminal terminal, TerminalMode before)
        {
            (_terminal, _before) = (terminal, before);
            terminal.Leave();
        }

        public void Dispose() => _terminal._mode.Set(_before);
    }
}
