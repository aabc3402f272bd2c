using System.Text.Json;

namespace Commands.Pipeline.Printing;

/// <summary>One member, or a hole, of a <see cref="StructPlan"/>.</summary>
/// <param name="Plan">How its value is shown.</param>
/// <param name="BitOffset">From the start of the structure.</param>
/// <param name="Name">As shown.</param>
/// <param name="TypeText">Type and blank, for -t.</param>
/// <param name="BitsText"><c> :5</c>, or empty.</param>
/// <param name="JsonName">Its key; empty where it has none.</param>
internal sealed record MemberPlan(TypePlan Plan, ulong BitOffset, byte[] Name, byte[] TypeText, byte[] BitsText, JsonEncodedText JsonName);
