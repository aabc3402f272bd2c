using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Mdb.Streams;

namespace Mdb.Terminals;

/// <summary>Who has the keys of a terminal.</summary>
internal enum TerminalMode
{
    /// <summary>As the program found it.</summary>
    Found,

    /// <summary>Nobody: they are not shown and wait; those that send a signal do.</summary>
    Work,

    /// <summary>The line editor: every byte is passed on as it comes.</summary>
    Keys,
}

/// <summary>
/// The attributes of the terminal on standard input in each mode. A program that works must not leave its terminal changed to whoever stops it,
/// so while in <see cref="TerminalMode.Work"/> a stop gives it back, and going on takes it again: at once, or when a program that went on in the
/// background comes to the foreground.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class TerminalModes
{
    // struct termios begins with c_iflag, c_oflag, c_cflag and c_lflag, on every system alike but for their width.
    private const int LocalFlags = 3;

    private static readonly int _flagSize = OperatingSystem.IsMacOS() ? sizeof(ulong) : sizeof(uint);
    private static readonly byte _signals = (byte)(OperatingSystem.IsLinux() ? 0x01 : 0x80);

    private readonly byte[] _found = new byte[NativeMethods.TermiosSize];
    private readonly byte[] _keys = new byte[NativeMethods.TermiosSize];
    private readonly byte[] _work = new byte[NativeMethods.TermiosSize];
    private readonly Lock _lock = new();
    private PosixSignalRegistration? _stop;
    private PosixSignalRegistration? _goOn;

    /// <summary>The mode set last.</summary>
    public TerminalMode Current { get; private set; }

    /// <summary>Changes the mode; nothing happens where standard input is no terminal.</summary>
    public void Set(TerminalMode mode)
    {
        // Outside the lock, which its handler takes.
        if (mode == TerminalMode.Work)
        {
            _stop ??= PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Stop);
            _goOn ??= PosixSignalRegistration.Create(PosixSignal.SIGCONT, GoOn);
        }

        lock (_lock)
        {
            if (mode != Current && (Current != TerminalMode.Found || Find()) && Apply(mode))
            {
                Current = mode;
            }
        }

        if (mode != TerminalMode.Work)
        {
            _stop?.Dispose();
            _goOn?.Dispose();
            (_stop, _goOn) = (null, null);
        }
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_lock)
        {
            if (Current == TerminalMode.Work)
            {
                Apply(TerminalMode.Found);
            }

            // To this thread, which thus stands still here until the program may go on.
            _ = NativeMethods.Raise(OperatingSystem.IsLinux() ? 19 : 17);

            TakeBack();
        }
    }

    /// <summary>Whoever lets the program go on may give it the terminal a moment later.</summary>
    private void GoOn(PosixSignalContext context)
    {
        const int Tries = 50;
        const int Milliseconds = 20;

        // Else the runtime would set the attributes that it once found, and that after us.
        context.Cancel = true;
        for (int i = 0; i < Tries; i++)
        {
            lock (_lock)
            {
                if (TakeBack())
                {
                    return;
                }
            }

            Thread.Sleep(Milliseconds);
        }
    }

    /// <summary>Sets the mode for work again where it was. In the background the terminal is another's; to change it would stop the program once more.</summary>
    /// <returns>Whether nothing is left to do.</returns>
    private bool TakeBack() => Current != TerminalMode.Work
        || (NativeMethods.ForegroundGroup(NativeMethods.StandardInput) == NativeMethods.ProcessGroup() && Apply(TerminalMode.Work));

    private unsafe bool Apply(TerminalMode mode)
    {
        fixed (byte* attributes = mode switch { TerminalMode.Found => _found, TerminalMode.Work => _work, _ => _keys })
        {
            return NativeMethods.SetTerminalAttributes(NativeMethods.StandardInput, 0, attributes) == 0;
        }
    }

    /// <summary>Reads the attributes and makes those of the other modes.</summary>
    private unsafe bool Find()
    {
        fixed (byte* found = _found, keys = _keys)
        {
            if (NativeMethods.GetTerminalAttributes(NativeMethods.StandardInput, found) != 0)
            {
                return false;
            }

            _found.CopyTo(_keys, 0);
            NativeMethods.MakeRaw(keys);
        }

        // Lines end as they did, a key that holds back the output does, and nothing is echoed or gathered to a line.
        _keys.CopyTo(_work, 0);
        _found.AsSpan(0, LocalFlags * _flagSize).CopyTo(_work);
        int low = (LocalFlags * _flagSize) + (BitConverter.IsLittleEndian ? 0 : _flagSize - 1);
        _work[low] |= (byte)(_found[low] & _signals);
        return true;
    }
}
