using System.Runtime.InteropServices;

namespace Mdb.Streams;

/// <summary>The few calls of the C library that .NET does not offer; <c>termios</c> is opaque, so that one form serves every Unix.</summary>
internal static partial class NativeMethods
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;
    public const int StandardError = 2;

    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int TryAgainMac = 35;

    public const int BrokenPipe = 13;
    public const nint DefaultHandler = 0;

    public const int TermiosSize = 256;
    public const int PollInput = 1;
    public const int PollOutput = 4;
    public const nuint LinuxGetWindowSize = 0x5413;

    public const int FromCurrent = 1;
    public const int CloseOnExec = 0x80000;
    public const uint DoNotBlock = 2;
    public const int GetFlags = 3;
    public const int SetFlags = 4;
    public const int NonBlocking = 0x800;

    /// <summary>read(2).</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(int descriptor, byte* buffer, nint length);

    /// <summary>write(2).</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(int descriptor, byte* buffer, nint length);

    /// <summary>lseek(2).</summary>
    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int descriptor, long offset, int whence);

    /// <summary>pipe2(2), with the flags of Linux.</summary>
    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    public static unsafe partial int Pipe(int* ends, int flags);

    /// <summary>tee(2) of Linux: copies from pipe to pipe without taking.</summary>
    [LibraryImport("libc", EntryPoint = "tee", SetLastError = true)]
    public static partial nint Tee(int from, int to, nint length, uint flags);

    /// <summary>fcntl(2) with the flags of an open file, as Linux numbers them.</summary>
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int descriptor, int command, nint flags);

    /// <summary>close(2).</summary>
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    /// <summary>poll(2) on one <c>struct pollfd</c>.</summary>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollDescriptor descriptor, nuint count, int milliseconds);

    /// <summary>tcgetattr(3C); the <c>struct termios</c> of any system fits into <see cref="TermiosSize"/> bytes.</summary>
    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static unsafe partial int GetTerminalAttributes(int descriptor, byte* termios);

    /// <summary>tcsetattr(3C).</summary>
    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static unsafe partial int SetTerminalAttributes(int descriptor, int when, byte* termios);

    /// <summary>cfmakeraw(3): changes the attributes to those of a terminal that passes every byte on.</summary>
    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static unsafe partial void MakeRaw(byte* termios);

    /// <summary>ioctl(2) with <c>TIOCGWINSZ</c> as Linux numbers it.</summary>
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int WindowSize(int descriptor, nuint request, ref WindowSize size);

    /// <summary>tcgetpgrp(3C).</summary>
    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    public static partial int ForegroundGroup(int descriptor);

    /// <summary>getpgrp(2).</summary>
    [LibraryImport("libc", EntryPoint = "getpgrp")]
    public static partial int ProcessGroup();

    /// <summary>signal(3C).</summary>
    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint SetSignal(int signal, nint handler);

    /// <summary>raise(3C).</summary>
    [LibraryImport("libc", EntryPoint = "raise", SetLastError = true)]
    public static partial int Raise(int signal);

    /// <summary>kill(2).</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);
}

/// <summary><c>struct pollfd</c>.</summary>
internal struct PollDescriptor
{
    public int Descriptor;
    public short Events;
    public short Returned;
}

/// <summary><c>struct winsize</c>.</summary>
internal struct WindowSize
{
    public ushort Rows;
    public ushort Columns;
    public ushort Width;
    public ushort Height;
}
