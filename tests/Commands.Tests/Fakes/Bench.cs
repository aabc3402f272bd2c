using System.Text;
using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using Shared;

namespace Commands.Tests.Fakes;

/// <summary>Calls one dcmd on a target made by hand and collects what it says.</summary>
internal sealed class Bench
{
    private readonly Func<string> _errors;

    public Bench(bool stock = true)
    {
        var errors = new MemoryStream();
        _errors = () => Encoding.Latin1.GetString(errors.ToArray());
        Session = new Session(Target, new SessionStreams(Stream.Null, Stream.Null, errors), new SessionOptions { Stock = stock });
    }

    public FakeTarget Target { get; } = new(new ByteSpace(0), new FakeSymbolTable(), new HandMadeTypes());

    public HandMadeTypes Types => (HandMadeTypes)Target.Types;

    public Session Session { get; }

    public Run? LastRun { get; private set; }

    public Status Status { get; private set; }

    /// <summary>Items of the last call.</summary>
    public List<Item> Items { get; } = [];

    public string Errors => _errors();

    public string Text(Dcmd dcmd, ulong? address, params object[] arguments) => Call(dcmd, address, Shape.Text, arguments);

    public string Json(Dcmd dcmd, ulong? address, params object[] arguments) => Call(dcmd, address, Shape.Json, arguments);

    public string Pipe(Dcmd dcmd, ulong? address, params object[] arguments) => Call(dcmd, address, Shape.Pipe, arguments);

    private enum Shape { Text, Json, Pipe }

    private string Call(Dcmd dcmd, ulong? address, Shape rendering, object[] arguments)
    {
        using var stream = new MemoryStream();
        using var writer = new MdbWriter(stream) { Symbolizer = Session, TimeZone = TimeZoneInfo.Utc };
        LastRun = new Run(Session, CancellationToken.None);
        Items.Clear();
        var words = arguments.Select(a => a is string text ? new Argument(text) : new Argument(Convert.ToUInt64(a))).ToList();
        var call = new Invocation(Session, LastRun, dcmd, words, new Sink(this, writer, stream, rendering))
        {
            Item = new Item(address ?? Session.Dot),
            HasAddress = address is not null,
            ToPipe = rendering == Shape.Pipe,
        };
        if (address is { } given)
        {
            Session.Dot = given;
        }

        Status = dcmd.Invoke(call);
        writer.EndLine();
        writer.Flush();
        return Encoding.Latin1.GetString(stream.ToArray());
    }

    private sealed class Sink(Bench bench, MdbWriter writer, Stream stream, Shape rendering) : global::Commands.Pipeline.Output
    {
        public override bool Emit(OutputEvent output)
        {
            if (output.Item is { } item)
            {
                bench.Items.Add(item);
            }

            switch (rendering)
            {
                case Shape.Text: output.WriteText(bench.LastRun!, writer); break;
                case Shape.Pipe: output.WritePipeText(bench.LastRun!, writer); break;
                default:
                    using (var json = new Utf8JsonWriter(stream))
                    {
                        if (!output.WriteJson(bench.LastRun!, json))
                        {
                            json.Reset(Stream.Null);
                        }
                    }

                    break;
            }

            return true;
        }
    }
}
