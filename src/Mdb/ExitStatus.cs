namespace Mdb;

/// <summary>Exit statuses of the program.</summary>
internal static class ExitStatus
{
    public const int Ok = 0;

    /// <summary>Nothing could be opened, or with <c>-e</c> the input failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong command line.</summary>
    public const int Usage = 2;
}
