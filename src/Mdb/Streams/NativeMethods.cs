using System.Runtime.InteropServices;

namespace Mdb.Streams;

/// <summary>The few calls of the C library that .NET does not offer. Structures are opaque here, so that one declaration serves every Unix.</summary>
internal static partial class NativeMethods
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;
    public const int StandardError = 2;

    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int TryAgainMac = 35;

    /// <summary>read(2).</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(int descriptor, byte* buffer, nint length);

    /// <summary>write(2).</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(int descriptor, byte* buffer, nint length);
}
