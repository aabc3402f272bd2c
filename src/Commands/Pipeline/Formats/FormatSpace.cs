namespace Commands.Pipeline.Formats;

/// <summary>What a format verb looks at: <c>/</c>, <c>\</c> and <c>@</c>, <c>?</c>, <c>=</c>.</summary>
internal enum FormatSpace { Virtual, Physical, Object, Value }
