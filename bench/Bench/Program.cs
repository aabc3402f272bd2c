using Bench;
using Bench.Compare;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Bench -- whole PATH/mdb FOLDER     whole-process figures
// dotnet run -c Release --project bench/Bench -- threads PATH/mdb         thread commands on 100,026 threads
// dotnet run -c Release --project bench/Bench -- compressed PATH/mdb FOLDER-OF-many SCRATCH     compressed dumps, as they are and extracted
// dotnet run -c Release --project bench/Bench -- kgrep PATH/mdb FOLDER     ::kgrep over 2 GiB; the dump is made in FOLDER
// dotnet run -c Release --project bench/Bench -- compare PATH/mdb FOLDER  beside gdb and drgn on the same objects; 12 GB of dumps are made in FOLDER
// dotnet run -c Release --project bench/Bench -- --filter '*'              the parts, by BenchmarkDotNet
// dotnet run -c Release --project bench/Bench -- heap PATH/mdb FOLDER      commands over a million buffers; the dump is made in FOLDER
// dotnet run -c Release --project bench/Bench -- triage PATH/mdb FOLDER-OF-A-DUMP SCRATCH     many small dumps: two jobs, a process each
// dotnet run -c Release --project bench/Bench -- deadlines PATH/mdb DUMP...  how far statements run over their deadline
if (args is ["deadlines", string watched, .. string[] dump])
{
    return Deadlines.Run(watched, dump);
}

if (args is ["triage", string triaging, string small, string spare])
{
    return TriageRuns.Run(triaging, small, spare);
}

if (args is ["heap", string mdb, string heap])
{
    LargeHeap.Build(heap);
    return WholeProcess.Run(mdb, heap, ["::kmem_cache", "::walk kmem", "::walk chain_cache", "::walk hashed_cache", "::findleaks", "::typegraph"]);
}

if (args is ["kgrep", string searcher, string large])
{
    return LargeMemory.Run(searcher, large);
}

if (args is ["compare", string ours, string room])
{
    return Comparison.Run(ours, room);
}

if (args is ["whole", string program, string folder])
{
    return WholeProcess.Run(program, folder, ["1=X", "::walk thread | ::print kthread_t t_ctx"]) + WholeProcess.Lines(program);
}

if (args is ["threads", string published])
{
    return ThreadCommands.Run(published);
}

if (args is ["compressed", string tested, string many, string scratch])
{
    return CompressedDumps.Run(tested, many, scratch);
}

BenchmarkSwitcher.FromAssembly(typeof(WholeProcess).Assembly).Run(args);
return 0;
