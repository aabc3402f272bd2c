using System.Text.Json;
using Commands.Tests.Fakes;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Kernel.Zfs;

/// <summary>Asks the dump of samples/scenarios/zfs.scenario, or one with parts of it overwritten.</summary>
internal static class ZfsAsk
{
    public const ulong Pool = 0xfffffe5b20001000;
    public const ulong Mirror = 0xfffffe5b20005000;
    public const ulong RootZio = 0xfffffe5b31000000;
    public const ulong WriteZio = RootZio + 0x100;
    public const ulong FirstLink = RootZio + 0x10000;
    public const ulong Buffers = 0xfffffe5b32000000;
    public const ulong BlockPointers = 0xfffffe5b33000000;
    public const ulong Lists = 0xfffffe5b35000000;
    public const ulong Traps = 0xfffffe5b37000000;

    public static ITarget Dump => SampleDumps.Open("zfs");

    /// <summary>The answer, which has no message.</summary>
    public static string Ask(string text)
    {
        Answer answer = TestSession.Text(text, target: Dump);
        Assert.Equal("", answer.Error);
        return answer.Out;
    }

    /// <summary>The objects of the answer, without the last, which says that all was there.</summary>
    public static JsonElement[] Json(string text)
    {
        JsonElement[] lines = [.. TestSession.Text(text, o => o.Json = true, target: Dump).Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal("complete", lines[^1].GetProperty("end").GetString());
        return lines[..^1];
    }

    /// <summary>The answer of a damaged dump, which says that it is not whole.</summary>
    public static string Damaged(string text, Action<PatchedTarget> damage)
    {
        var target = new PatchedTarget(Dump);
        damage(target);
        Answer answer = TestSession.Text(text, target: target);
        Assert.Contains("mdb: partial: ", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", answer.Error, StringComparison.Ordinal);
        return answer.Out;
    }

    public static byte[] Word(ulong value) => BitConverter.GetBytes(value);
}
