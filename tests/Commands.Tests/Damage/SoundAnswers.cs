using System.Collections.Concurrent;
using Commands.Pipeline;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Commands.Tests.Damage;

/// <summary>What the commands say of a file to which nothing was done.</summary>
internal static class SoundAnswers
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyDictionary<string, string>>> Known = new(StringComparer.Ordinal);

    /// <summary>Null where the file is refused as it is.</summary>
    public static string? Of(SoundFile file, string text) =>
        Known.GetOrAdd(file.ToString(), _ => new(() => Ask(file))).Value.GetValueOrDefault(text);

    private static Dictionary<string, string> Ask(SoundFile file)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using ITarget target = file.Open();
            foreach (string text in DamageTrial.Script)
            {
                using var output = new BoundedOutput();
                var session = new Session(target, new SessionStreams(Stream.Null, output, Stream.Null), new SessionOptions());
                session.RunText(text);
                session.Complete();
                answers[text] = output.ToString();
            }
        }
        catch (DumpException)
        {
            // Nothing to compare with.
        }

        return answers;
    }
}
