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
    private readonly byte[] _original = new byte[NativeMethods.TermiosSize];
    private bool _raw;
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

    public override unsafe void Enter()
    {
        fixed (byte* original = _original)
        {
            if (_raw || NativeMethods.GetTerminalAttributes(NativeMethods.StandardInput, original) != 0)
            {
                return;
            }

            byte* raw = stackalloc byte[NativeMethods.TermiosSize];
            _original.CopyTo(new Span<byte>(raw, NativeMethods.TermiosSize));
            NativeMethods.MakeRaw(raw);
            _raw = NativeMethods.SetTerminalAttributes(NativeMethods.StandardInput, 0, raw) == 0;
        }
    }

    public override unsafe void Leave()
    {
        SetPaste(false);
        if (_raw)
        {
            fixed (byte* original = _original)
            {
                _ = NativeMethods.SetTerminalAttributes(NativeMethods.StandardInput, 0, original);
            }

            _raw = false;
        }
    }

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
        bool raw = _raw;
        Leave();
        _ = NativeMethods.Kill(WholeGroup, signal);
        if (raw)
        {
            Enter();
        }
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
}
