namespace Fuzz;

/// <summary>An input broke what a target promises without throwing by itself.</summary>
internal sealed class Finding(string message) : Exception(message);
