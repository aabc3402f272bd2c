namespace Commands.Pipeline;

/// <summary>A condition or key that makes no sense for what flows through the pipe; ends the pipeline.</summary>
internal sealed class FilterException(string message) : Exception(message);
