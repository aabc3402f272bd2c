using System.Buffers.Binary;
using Commands.Language;
using Commands.Output;
using DumpReader.Spaces;

namespace Commands.Pipeline;

/// <summary>The verbs that search (<c>/l /L /M</c>): the first item from dot on whose masked value is the one given.</summary>
internal sealed class SearchVerb : Dcmd
{
    private const int ChunkSize = 4096;

    public override DcmdInfo Info { get; } = new("/", "search memory") { Address = AddressUse.Optional };

    public override Status Invoke(Invocation call)
    {
        char letter = call.Format!.Action!.Value;
        if (call.Arguments.Count is 0 or > 2)
        {
            return call.Fail(call.Arguments.Count == 0 ? $"expected value following {letter}" : $"only value and mask may follow {letter}", Status.Abort);
        }

        ulong address = call.Address;
        Span<ulong> given = [0, ulong.MaxValue];
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            given[i] = call.Arguments[i].Value;
            if (call.Arguments[i].Text is { } text)
            {
                Status status = call.Session.Evaluate(text, address, call.Output);
                given[i] = call.Session.Dot;
                call.Session.Dot = address;
                if (status != Status.Ok)
                {
                    return call.Fail($"failed to evaluate \"{text}\"", Status.Abort);
                }
            }
        }

        int size = letter switch { 'l' => 2, 'L' => 4, _ => 8 };
        if (Search(call, ref address, size, given[0], given[1]))
        {
            call.Emit(new Found(address));
        }

        call.Session.Dot = address;
        call.Session.Increment = 0;
        return call.FromPipe ? Status.Ok : Status.Abort;
    }

    /// <summary>Leaves the address of the match, or of the first item that cannot be read.</summary>
    private static bool Search(Invocation call, ref ulong address, int size, ulong value, ulong mask)
    {
        AddressSpace? memory = call.Session.Space(call.Format!.Space);
        Span<byte> chunk = stackalloc byte[ChunkSize];
        while (memory is not null && !call.Run.ShouldStop)
        {
            // Chunks end at page boundaries, so that a short read is the end of what can be read.
            int wanted = Math.Max(size, ChunkSize - (int)(address % ChunkSize)) / size * size;
            int got = memory.Read(address, chunk[..wanted]);
            for (int i = 0; i + size <= got; i += size, address += (ulong)size)
            {
                ulong item = size switch
                {
                    2 => BinaryPrimitives.ReadUInt16LittleEndian(chunk[i..]),
                    4 => BinaryPrimitives.ReadUInt32LittleEndian(chunk[i..]),
                    _ => BinaryPrimitives.ReadUInt64LittleEndian(chunk[i..]),
                };
                if ((item & mask) == value)
                {
                    return true;
                }
            }

            if (got < wanted || address < (ulong)wanted)
            {
                break;
            }
        }

        return false;
    }

    private sealed class Found(ulong address) : OutputEvent
    {
        public override Item? Item => new Item(address);

        public override void WriteText(Run run, MdbWriter writer)
        {
            writer.Symbolic(address);
            writer.NewLine();
        }

        public override void WritePipeText(Run run, MdbWriter writer) => WriteText(run, writer);

        public override bool WriteJson(Run run, System.Text.Json.Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("addr", JsonText.Hex(address));
            json.WriteEndObject();
            return true;
        }
    }
}
