namespace Commands.Pipeline;

/// <summary>
/// A walk variable on its way with an element: <c>::walk proc p</c> sends each process with p bound to it. The runner sets the
/// variables of an element before it runs a later stage on it, and hands the element's bindings on to whatever that stage yields.
/// </summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Value">The element that this walk produced.</param>
/// <param name="Outer">Binding of an earlier stage of the same pipeline; set by the runner.</param>
internal sealed record WalkBinding(string Name, ulong Value, WalkBinding? Outer = null);
