namespace Mdb.CommandLine;

/// <summary>The command line is wrong: the program says why and ends.</summary>
internal sealed class UsageException(string message, bool showUsage = false, int status = ExitStatus.Usage) : Exception(message)
{
    /// <summary>Whether the usage text follows the message.</summary>
    public bool ShowUsage { get; } = showUsage;

    public int Status { get; } = status;
}
