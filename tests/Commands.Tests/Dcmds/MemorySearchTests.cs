using System.Diagnostics;
using Conformance;
using DumpReader.Bytes;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds;

/// <summary>Searches of all memory on dumps with random damage: an answer or a message, soon, whatever the words say.</summary>
public class MemorySearchTests
{
    private static readonly byte[] Core = File.ReadAllBytes(Path.Combine(DumpCache.Folder("kmem-debug"), "vmcore.0"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Damage_does_not_stop_a_search(int seed)
    {
        var random = new Random(seed);
        byte[] damaged = [.. Core];

        // Words of the pages of data: pointers that lead elsewhere, counts that cannot be.
        int data = damaged.Length / 3;
        for (int i = 0; i < 4000; i++)
        {
            int at = random.Next(data / 8, damaged.Length / 8) * 8;
            ulong word = random.Next(4) switch
            {
                0 => ulong.MaxValue,
                1 => 0xfffffe5ac0000000 + (ulong)random.NextInt64(0x400000),
                2 => (ulong)random.NextInt64(),
                _ => 0,
            };
            BitConverter.TryWriteBytes(damaged.AsSpan(at), word);
        }

        using KernelTarget target = DumpOpener.OpenKernel(new MemorySource(damaged), "vmcore.0");
        var watch = Stopwatch.StartNew();
        Answer answer = TestSession.Text(
            "fffffe5ac0219e00::kgrep\n::findleaks -dv\n::walk leak\n::typegraph\n::findlocks\n::findfalse\n::walk typeconflict\n::walk typeunknown\n"
            + "fffffe5ac0219e00::whattype -v", options => options.Deadline = TimeSpan.FromSeconds(20), target: target);
        Assert.DoesNotContain("internal error", answer.Error, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void Searches_say_that_they_ended_early_at_the_deadline()
    {
        foreach (string command in (string[])["0::kgrep", "::findleaks", "::typegraph", "::walk kmem", "::memstat", "::kmem_verify", "::walk kmem | ::whatis"])
        {
            Answer answer = TestSession.Text(command, options => options.Deadline = TimeSpan.Zero, target: SampleDumps.Open("kmem-debug"));
            Assert.Contains("mdb: partial: deadline reached", answer.Error, StringComparison.Ordinal);
            Assert.Equal(1, answer.Status);
        }
    }

    [Fact]
    public void Kgrep_in_json_has_address_and_value() => Assert.StartsWith(
        "{\"addr\":\"0x",
        TestSession.Text("fffffe5ac0219e00::kgrep -d 8", options => options.Json = true, target: SampleDumps.Open("kmem-debug")).Out,
        StringComparison.Ordinal);
}
