namespace Mdb;

/// <summary>Exit statuses of the program.</summary>
internal static class ExitStatus
{
    public const int Ok = 0;

    /// <summary>Nothing could be opened, or with <c>-e</c> the input failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong command line.</summary>
    public const int Usage = 2;

    /// <summary><c>mdb triage --strict</c>: everything was recorded, but some dump is not ok.</summary>
    public const int NotOk = 3;

    /// <summary>Something that may be gone soon stood in the way (EX_TEMPFAIL): the same command, run again, goes on from there.</summary>
    public const int TryAgain = 75;
}
