using Commands.Pipeline.Printing;

namespace Commands.Pipeline;

internal sealed partial class Session
{
    private PlanCache? _plans;

    /// <summary>Variable <c>0</c>: the last value that <c>/ \ ? @ =</c> printed.</summary>
    public ulong LastValue { get; set; }

    /// <summary>How each type is printed.</summary>
    public PlanCache Plans => _plans ??= new PlanCache(Target.Types);
}
