using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>Goes through callout tables and shows what was asked for, one line each or as a tree.</summary>
internal sealed class CalloutListing
{
    private enum Level { None, Table, List, Callout }

    private readonly Invocation _call;
    private readonly CalloutRequest _request;
    private readonly CalloutTables _tables;
    private readonly Action<WalkFault> _report;
    private readonly CalloutLayouts _layouts;
    private readonly bool _isTree;

    /// <summary>What the last line was: a heading stands before each change.</summary>
    private Level _last;

    /// <param name="call">The call.</param>
    /// <param name="request">What to show.</param>
    /// <param name="tables">Where it is.</param>
    /// <param name="report">Told of damage.</param>
    public CalloutListing(Invocation call, CalloutRequest request, CalloutTables tables, Action<WalkFault> report)
    {
        (_call, _request, _tables, _report) = (call, request, tables, report);
        _isTree = request.Has('V');
        _layouts = new CalloutLayouts(_isTree, request.Has('v'), request.Base);
    }

    /// <summary>Shows one table with what is in it; false when enough was shown.</summary>
    public bool Show(CalloutTableRow table)
    {
        if (!_request.AcceptsTable(table))
        {
            return true;
        }

        if (_request.Has('T') || _isTree)
        {
            if (!Row(Level.Table, _layouts.Tables, table, table.Table))
            {
                return false;
            }

            if (_request.Has('T'))
            {
                return true;
            }
        }

        return _request.Has('F') ? ShowFree(table)
            : _request.Has('i') && !_request.Has('L') ? _tables.ById(table.Table.Address, _report).UntilStopped(_call.Run).All(address => ShowById(table, address))
            : _tables.Lists(table.Table.Address, _report).UntilStopped(_call.Run).All(list => ShowList(table, list.List, list.Bucket));
    }

    /// <summary>Shows a callout found by its id.</summary>
    public bool ShowById(CalloutTableRow table, ulong address)
    {
        if (!KernelObject.TryRead(_call.Run, "callout_t", address, "failed to read callout at ", out Value callout))
        {
            return false;
        }

        CalloutListRow? list = KernelObject.TryReadPart(_call.Run, "callout_list_t", callout.Number("c_list"), out Value value)
            ? new CalloutListRow(table, value, 0)
            : null;
        return (list is not null && !_request.AcceptsList(list)) || Show(new CalloutRow(table, list, callout));
    }

    private bool ShowFree(CalloutTableRow table)
    {
        ulong at = table.Table.Address;
        if (_request.Has('L'))
        {
            return _tables.FreeLists(at, _report).UntilStopped(_call.Run).All(list =>
                KernelObject.TryRead(_call.Run, "callout_list_t", list, "failed to read callout_list at ", out Value value)
                && Row(Level.List, _layouts.Lists, new CalloutListRow(table, value, 0), value));
        }

        return _tables.FreeCallouts(at, _report).UntilStopped(_call.Run).All(callout =>
            KernelObject.TryRead(_call.Run, "callout_t", callout, "failed to read callout at ", out Value value)
            && Show(new CalloutRow(table, null, value)));
    }

    private bool ShowList(CalloutTableRow table, ulong address, int bucket)
    {
        if (!KernelObject.TryRead(_call.Run, "callout_list_t", address, "failed to read callout_list at ", out Value value))
        {
            return false;
        }

        var list = new CalloutListRow(table, value, bucket);
        if (!_request.AcceptsList(list) || (list.First == 0 && !_request.Has('E')))
        {
            return true;
        }

        if ((_request.Has('L') || _isTree) && !Row(Level.List, _layouts.Lists, list, value))
        {
            return false;
        }

        return _request.Has('L') || _tables.Callouts(address, _report).UntilStopped(_call.Run).All(callout =>
            KernelObject.TryRead(_call.Run, "callout_t", callout, "failed to read callout at ", out Value read)
            && Show(new CalloutRow(table, list, read)));
    }

    private bool Show(CalloutRow callout) => !_request.AcceptsCallout(callout) || Row(Level.Callout, _layouts.Callouts, callout, callout.Callout);

    private bool Row<TRow>(Level level, Table<TRow> layout, TRow row, Value value)
    {
        var item = new Item(value.Address, value.Type);
        if (_request.Has('A'))
        {
            // Only the addresses of what was asked for, not of the tables and lists above it.
            bool isAsked = level == (_request.Has('T') ? Level.Table : _request.Has('L') ? Level.List : Level.Callout);
            return !isAsked || _call.Emit(item, prefix: false);
        }

        var output = new IndentedOutput(_call.Output, !_isTree ? 0 : level == Level.List ? 4 : level == Level.Callout ? 8 : 0);
        if (_last != level && (_isTree || _call.WantsHeader) && (!_call.ToPipe || _call.Stock))
        {
            output.Emit(new TextEvent(layout.Header + "\n"));
        }

        _last = level;
        return output.Emit(new RowEvent<TRow>(layout, row, item)) && !_call.Run.ShouldStop;
    }
}
