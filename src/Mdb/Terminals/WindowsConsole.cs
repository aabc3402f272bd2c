using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Mdb.Terminals;

/// <summary>Makes the console of Windows take UTF-8 and the escape sequences that every other terminal takes.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsConsole
{
    private const int StandardOutput = -11;
    private const uint VirtualTerminal = 0x4;

    public static void Prepare()
    {
        Console.OutputEncoding = Encoding.UTF8;
        nint output = GetStandardHandle(StandardOutput);
        if (GetMode(output, out uint mode))
        {
            SetMode(output, mode | VirtualTerminal);
        }
    }

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle")]
    private static partial nint GetStandardHandle(int which);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleMode")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetMode(nint console, out uint mode);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleMode")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetMode(nint console, uint mode);
}
