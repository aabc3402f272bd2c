using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Draws the bits of a bitset.</summary>
[Dcmd("bitset")]
internal sealed class BitsetDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("bitset", "display a bitset")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        Help = "Draws the bitset_t at the address: X for each bit that is set, under the numbers of the bits.",
        Examples = ["pg_id_set::bitset"],
    };

    public override string? InputType => "bitset_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || !call.HasAddress)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "bitset_t", call.Address, "failed to read bitset_t at ", out Value set))
        {
            return Status.Error;
        }

        var bits = new List<uint>();
        ulong words = WalkFault.AtMost(
            set.Number("bs_words"), Limits.BitsetWords, "bitset_t", call.Address, fault => KernelWalk.Report(call.Run, fault));

        ulong at = set.Number("bs_set");
        for (uint i = 0; i < words && !call.Run.ShouldStop; i++, at += 8)
        {
            if (!call.Target.Memory.TryReadUInt64(at, out ulong word))
            {
                call.Run.ReadError($"failed to read bitset_t set at {at:x}: {Reasons.NoMapping}", at);
                return Status.Error;
            }

            for (; word != 0; word &= word - 1)
            {
                bits.Add((i * 64) + (uint)System.Numerics.BitOperations.TrailingZeroCount(word));
            }
        }

        call.Emit(new BitsetEvent(set, bits));
        return Status.Ok;
    }
}
