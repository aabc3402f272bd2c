namespace DumpReader.Values;

/// <summary>Why a member path could not be followed.</summary>
/// <param name="Message">The text of mdb, without <c>mdb: </c>.</param>
/// <param name="Address">Where memory was missing; null where the path does not fit the type.</param>
internal readonly record struct PathFault(string Message, ulong? Address);
