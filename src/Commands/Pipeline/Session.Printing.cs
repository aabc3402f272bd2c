namespace Commands.Pipeline;

internal sealed partial class Session
{
    /// <summary>Variable <c>0</c>: the last value that <c>/ \ ? @ =</c> printed.</summary>
    public ulong LastValue { get; set; }
}
