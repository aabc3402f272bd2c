using Commands.Triage;

namespace Commands.Tests.Triage;

public class SignatureTests
{
    private const string Message = "BAD TRAP: type=e (#pf Page fault) rp=fffffe00812e1bd0 addr=28 occurred in module \"zfs\" due to a NULL pointer dereference";

    [Theory]
    [InlineData("rp=fffffe00812e1bd0 addr=28", "rp=# addr=#")]
    [InlineData("pid=810, pc=0xfffffffff78b7975", "pid=#, pc=#")]
    [InlineData("deadman: timed out after 9 seconds of clock inactivity", "deadman: timed out after # seconds of clock inactivity")]
    [InlineData("I/O to pool 'zones' appears to be hung", "I/O to pool 'zones' appears to be hung")]
    [InlineData("assertion failed: x != 0 (0x1 != 0x0), file: ../../foo.c, line: 123", "assertion failed: x != # (# != #), file: ../../foo.c, line: #")]
    [InlineData("cpu12: bad face", "cpu#: bad face")]
    public void Numbers_of_a_message_do_not_count(string message, string stable) => Assert.Equal(stable, Signatures.StableMessage(message));

    [Fact]
    public void One_bug_at_other_addresses_of_another_build_has_the_same_stable_signature()
    {
        TriageSignature one = Signatures.Of(Message, [new("unix", "vpanic", 0), new("unix", "trap", 0xd05), new("zfs", "spa_get_stats", 0x185)])!;
        TriageSignature other = Signatures.Of(
            Message.Replace("00812e1bd0", "1234567890", StringComparison.Ordinal),
            [new("genunix", "panic", 0x4d), new("unix", "cmntrap", 0xe5), new("zfs", "spa_get_stats", 0x18a)])!;
        Assert.Equal(one.Stable, other.Stable);
        Assert.NotEqual(one.Exact, other.Exact);
    }

    [Fact]
    public void Two_bugs_with_one_message_have_two_stable_signatures() => Assert.NotEqual(
        Signatures.Of(Message, [new("zfs", "spa_get_stats", 0)])!.Stable,
        Signatures.Of(Message, [new("zfs", "spa_open", 0)])!.Stable);

    [Fact]
    public void Frames_without_a_symbol_keep_their_module_only() =>
        Assert.Equal(["vmm`?", "`?"], Signatures.StableStack([new("vmm", "0xfffffffff7801234", 0), new(null, "0x10", 0)]));

    [Fact]
    public void Without_a_message_and_a_stack_there_is_no_signature() => Assert.Null(Signatures.Of("", []));

    [Theory]
    [InlineData("zfs`spa_get_stats+0x185")]
    [InlineData("unix`vpanic+0x0")]
    [InlineData("0xfffffffff7801234")]
    public void A_frame_is_read_back_from_its_text(string text) => Assert.Equal(text, PanicFrame.Parse(text).ToString());
}
