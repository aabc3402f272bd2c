using System.Buffers;
using System.Text;
using System.Text.Json;
using Commands.Output;

namespace Commands.Pipeline;

/// <summary>
/// Facts as columns: named as the fields of CSV are. A member of an inner object is <c>outer.inner</c>; a list is one column, the text of
/// its JSON. Finds the cell of one column, or notes the names of all.
/// </summary>
/// <param name="symbols">Names the addresses within a list.</param>
/// <param name="wanted">The column to find; null for the names of all.</param>
internal sealed class ColumnFacts(ISymbolizer symbols, string? wanted) : FactWriter, IDisposable
{
    private readonly List<string> _names = [];
    private string _outer = "";
    private int _lists;
    private JsonFacts? _list;
    private Utf8JsonWriter? _json;
    private ArrayBufferWriter<byte>? _text;

    /// <summary>Whether the column was there, and what it holds.</summary>
    public bool IsFound { get; private set; }

    public Cell Found { get; private set; }

    /// <summary>In the order of the facts; none where one column is looked for.</summary>
    public IReadOnlyList<string> Names => _names;

    public override void StartObject(string? name = null)
    {
        if (_lists == 0)
        {
            _outer += name + ".";
        }
        else
        {
            _list?.StartObject(name);
        }
    }

    public override void EndObject()
    {
        if (_lists == 0)
        {
            _outer = _outer[..(_outer.LastIndexOf('.', _outer.Length - 2) + 1)];
        }
        else
        {
            _list?.EndObject();
        }
    }

    public override void StartList(string name)
    {
        if (_lists++ > 0)
        {
            _list?.StartList(name);
        }
        else if (IsWanted(name))
        {
            _text = new ArrayBufferWriter<byte>();
            _json = new Utf8JsonWriter(_text, JsonLines.Options);
            _json.WriteStartArray();
            _list = new JsonFacts(symbols, _json);
        }
    }

    public override void EndList()
    {
        _list?.EndList();
        if (--_lists > 0 || _list is null)
        {
            return;
        }

        _json!.Flush();
        Found = Encoding.UTF8.GetString(_text!.WrittenSpan);
        IsFound = true;
        _list = null;
    }

    protected override void Write(string? name, in Cell value)
    {
        if (_lists > 0)
        {
            if (name is null)
            {
                _list?.Add(value);
            }
            else
            {
                _list?.Add(name, value);
            }
        }
        else if (IsWanted(name!))
        {
            (Found, IsFound) = (value, true);
        }
    }

    public void Dispose() => _json?.Dispose();

    private bool IsWanted(string name)
    {
        if (wanted is null)
        {
            _names.Add(_outer + name);
            return false;
        }

        return !IsFound && (_outer.Length == 0 ? name == wanted
            : wanted.Length == _outer.Length + name.Length && wanted.StartsWith(_outer, StringComparison.Ordinal)
                && wanted.EndsWith(name, StringComparison.Ordinal));
    }
}
