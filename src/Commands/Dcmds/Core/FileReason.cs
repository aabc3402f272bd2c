namespace Commands.Dcmds.Core;

/// <summary>Why a file could not be used, in the words of the system's C library.</summary>
internal static class FileReason
{
    /// <summary>Null for what is not a file's fault.</summary>
    public static string? Of(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "No such file or directory",
        UnauthorizedAccessException => "Permission denied",
        PathTooLongException => "File name too long",
        IOException or ArgumentException or NotSupportedException => "Invalid argument",
        _ => null,
    };
}
