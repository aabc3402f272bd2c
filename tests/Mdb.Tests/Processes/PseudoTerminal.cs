using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Mdb.Tests.Editor;

namespace Mdb.Tests.Processes;

/// <summary>The program on a terminal of its own: types at it and waits for what it shows.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoControl = 0x102;
    private const nuint SetWindowSize = 0x5414;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly int _master;
    private readonly Process _process;
    private readonly Thread _reader;
    private readonly StringBuilder _seen = new();
    private int _from;
    private bool _ended;

    private PseudoTerminal(MdbProcess place, int columns, int rows, string program, string[] words)
    {
        _master = OpenMaster(ReadWriteNoControl);
        if (_master < 0 || GrantSlave(_master) != 0 || UnlockSlave(_master) != 0)
        {
            throw new IOException("no pseudo-terminal");
        }

        Screen = new FakeScreen(columns, rows);
        SetSize(columns, rows);
        Name = Marshal.PtrToStringUTF8(NameOfSlave(_master))!;
        string command = $"exec \"$0\" \"$@\" <{Name} >{Name} 2>&1";
        var start = new ProcessStartInfo("setsid", ["sh", "-c", command, program, .. words])
        {
            WorkingDirectory = place.Folder,
            UseShellExecute = false,
        };
        start.Environment["HOME"] = place.Home;
        start.Environment["TERM"] = "xterm";
        foreach ((string name, string value) in place.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment.Remove("SHELL");
        if (!place.Variables.ContainsKey("XDG_STATE_HOME"))
        {
            start.Environment.Remove("XDG_STATE_HOME");
        }

        _process = Process.Start(start)!;
        _reader = new Thread(ReadAll) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>Why there is none here; null where there is.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() ? "needs the pseudo-terminals of Linux"
        : !File.Exists("/dev/ptmx") ? "no /dev/ptmx"
        : !File.Exists("/usr/bin/setsid") ? "no setsid(1)"
        : null;

    /// <summary>Starts the program; the test is skipped where there is no pseudo-terminal.</summary>
    public static PseudoTerminal Start(MdbProcess place, params string[] words) => Start(place, 80, 24, words);

    public static PseudoTerminal Start(MdbProcess place, int columns, int rows, params string[] words)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return new PseudoTerminal(place, columns, rows, MdbProcess.Program, words);
    }

    /// <summary>Starts a shell with a command.</summary>
    public static PseudoTerminal StartShell(MdbProcess place, string command)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return new PseudoTerminal(place, 80, 24, "/bin/sh", ["-c", command]);
    }

    /// <summary>The device that the program has as its terminal.</summary>
    public string Name { get; }

    /// <summary>Process id of the program, which is the leader of its session.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Everything shown since the last <see cref="WaitFor"/>.</summary>
    public string Pending
    {
        get
        {
            lock (_seen)
            {
                return _seen.ToString(_from, _seen.Length - _from);
            }
        }
    }

    /// <summary>What the terminal shows.</summary>
    public FakeScreen Screen { get; }

    public void Resize(int columns, int rows)
    {
        lock (_seen)
        {
            Screen.Resize(columns, rows);
        }

        SetSize(columns, rows);
    }

    private void SetSize(int columns, int rows)
    {
        ushort[] size = [(ushort)rows, (ushort)columns, 0, 0];
        _ = Control(_master, SetWindowSize, size);
    }

    public PseudoTerminal Type(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes.Length, Write(_master, bytes, bytes.Length));
        return this;
    }

    /// <summary>Types a statement, and Control-C once it has run for a while; gives the time since then. What follows it on the line never runs.</summary>
    public Stopwatch Interrupt(string statement, int afterMilliseconds)
    {
        Type(statement + "; ::echo never\r");
        WaitFor("never");
        WaitForWork();
        Thread.Sleep(afterMilliseconds);
        var clock = Stopwatch.StartNew();
        Type("\x03");
        return clock;
    }

    /// <summary>Waits until the line typed last is taken and keys are not the editor's.</summary>
    public void WaitForWork() => Assert.True(SpinWait.SpinUntil(SendsSignals, Limit));

    /// <summary>Whether a key that sends a signal does so just now (ISIG of termios(3)): the editor takes them all.</summary>
    private bool SendsSignals()
    {
        const int Bytes = 60;
        const int LocalFlags = 12;
        byte[] attributes = new byte[Bytes];
        return GetAttributes(_master, attributes) == 0 && (attributes[LocalFlags] & 1) != 0;
    }

    /// <summary>Waits until a text is shown after what earlier waits have seen; gives what came before it.</summary>
    public string WaitFor(string text)
    {
        var clock = Stopwatch.StartNew();
        lock (_seen)
        {
            while (true)
            {
                string seen = _seen.ToString(_from, _seen.Length - _from);
                int at = seen.IndexOf(text, StringComparison.Ordinal);
                if (at >= 0)
                {
                    _from += at + text.Length;
                    return seen[..at];
                }

                TimeSpan left = Limit - clock.Elapsed;
                if (_ended || left <= TimeSpan.Zero || !Monitor.Wait(_seen, left))
                {
                    Assert.Fail($"\"{text}\" was not shown, but: \"{seen.Replace("\x1b", "\\e")}\"");
                }
            }
        }
    }

    /// <summary>Waits until the last rows of the screen are these, with the cursor in the last of them.</summary>
    public void WaitForRows(params string[] rows)
    {
        string wanted = string.Join('\n', rows);
        WaitForScreen(screen => ("\n" + screen.Visible).EndsWith("\n" + wanted, StringComparison.Ordinal), wanted);
    }

    /// <summary>Waits until the screen is as it should be.</summary>
    public void WaitForScreen(Func<FakeScreen, bool> isRight, string wanted = "")
    {
        var clock = Stopwatch.StartNew();
        lock (_seen)
        {
            while (!isRight(Screen))
            {
                TimeSpan left = Limit - clock.Elapsed;
                if (_ended || left <= TimeSpan.Zero || !Monitor.Wait(_seen, left))
                {
                    Assert.Fail($"wanted:\n{wanted}\nshown:\n{Screen.Visible}");
                }
            }
        }
    }

    /// <summary>Waits for the end of the program; its exit status.</summary>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Limit), "did not end; shown: " + Pending);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _reader.Join();
        _ = Close(_master);
        _process.Dispose();
    }

    private void ReadAll()
    {
        byte[] buffer = new byte[4096];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        char[] text = new char[4096];
        while (true)
        {
            nint count = Read(_master, buffer, buffer.Length);
            lock (_seen)
            {
                if (count <= 0)
                {
                    // The master gives an error until the program has opened the other side, and again when it is gone.
                    if (_process.HasExited)
                    {
                        _ended = true;
                        Monitor.PulseAll(_seen);
                        return;
                    }
                }
                else
                {
                    int length = decoder.GetChars(buffer, 0, (int)count, text, 0);
                    _seen.Append(text, 0, length);
                    Screen.Write(new string(text, 0, length));
                    Monitor.PulseAll(_seen);
                }
            }

            if (count <= 0)
            {
                Thread.Yield();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int GrantSlave(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int UnlockSlave(int master);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint NameOfSlave(int master);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, byte[] buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, byte[] buffer, nint length);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, ushort[] size);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, byte[] attributes);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
