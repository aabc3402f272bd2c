using Commands.Language;
using Superpower.Model;

namespace Commands.Pipeline;

/// <summary>A pipeline about to run, with the address and count that its first command gets.</summary>
/// <param name="Commands">At least one.</param>
/// <param name="HasAddress">An address was given; it is in dot already.</param>
/// <param name="Count">How often the first command runs; null where no count was given.</param>
/// <param name="End">Terminator of the statement: errors of the loop name it as the place.</param>
internal sealed record PipelineCall(IReadOnlyList<BoundCommand> Commands, bool HasAddress, ulong? Count, Token<TokenKind> End);
