using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>An address in all its digits.</summary>
internal sealed class PaddedAddressEvent(Item item) : OutputEvent
{
    public override Item? Item => item;

    public override void WriteText(Run run, MdbWriter writer) => writer.Printf("%0?p\n", item.Bits);

    public override void WritePipeText(Run run, MdbWriter writer) => WriteText(run, writer);

    public override bool WriteJson(Run run, Utf8JsonWriter json) => new ValueEvent(item, prefix: false).WriteJson(run, json);
}
