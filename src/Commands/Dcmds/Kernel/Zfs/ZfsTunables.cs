namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Variables by which ZFS is tuned in /etc/system, of all kernels; none has all of them.</summary>
internal static class ZfsTunables
{
    /// <summary>In the order of the alphabet.</summary>
    public static readonly string[] Names =
    [
        "arc_lotsfree_percent", "arc_pages_pp_reserve", "arc_reduce_dnlc_percent", "arc_swapfs_reserve", "arc_zio_arena_free_shift",
        "dbuf_cache_hiwater_pct", "dbuf_cache_lowater_pct", "dbuf_cache_max_bytes", "dbuf_cache_max_shift", "ddt_zap_indirect_blockshift",
        "ddt_zap_leaf_blockshift", "ditto_same_vdev_distance_shift", "dmu_find_threads", "dmu_rescan_dnode_threshold",
        "dsl_scan_delay_completion", "fzap_default_block_shift", "l2arc_feed_again", "l2arc_feed_min_ms", "l2arc_feed_secs",
        "l2arc_headroom", "l2arc_headroom_boost", "l2arc_noprefetch", "l2arc_norw", "l2arc_write_boost", "l2arc_write_max",
        "metaslab_aliquot", "metaslab_bias_enabled", "metaslab_debug_load", "metaslab_debug_unload", "metaslab_df_alloc_threshold",
        "metaslab_df_free_pct", "metaslab_force_ganging", "metaslab_fragmentation_factor_enabled", "metaslab_lba_weighting_enabled",
        "metaslab_load_pct", "metaslab_min_alloc_size", "metaslab_ndf_clump_shift", "metaslab_preload_enabled", "metaslab_preload_limit",
        "metaslab_trace_enabled", "metaslab_trace_max_entries", "metaslab_unload_delay", "metaslabs_per_vdev", "reference_history",
        "reference_tracking_enable", "send_holes_without_birth_time", "spa_asize_inflation", "spa_load_verify_data",
        "spa_load_verify_maxinflight", "spa_load_verify_metadata", "spa_max_replication_override", "spa_min_slop", "spa_mode_global",
        "spa_slop_shift", "space_map_blksz", "vdev_mirror_shift", "zfetch_max_distance", "zfetch_max_streams", "zfetch_min_sec_reap",
        "zfs_abd_scatter_enabled", "zfs_abd_scatter_min_size", "zfs_arc_average_blocksize", "zfs_arc_evict_batch_limit",
        "zfs_arc_grow_retry", "zfs_arc_max", "zfs_arc_meta_limit", "zfs_arc_meta_min", "zfs_arc_min", "zfs_arc_p_min_shift",
        "zfs_arc_shrink_shift", "zfs_async_block_max_blocks", "zfs_ccw_retry_interval", "zfs_commit_timeout_pct",
        "zfs_compressed_arc_enabled", "zfs_condense_indirect_commit_entry_delay_ticks", "zfs_condense_indirect_vdevs_enable",
        "zfs_condense_max_obsolete_bytes", "zfs_condense_min_mapping_bytes", "zfs_condense_pct", "zfs_dbgmsg_maxsize",
        "zfs_deadman_checktime_ms", "zfs_deadman_enabled", "zfs_deadman_synctime_ms", "zfs_dedup_prefetch", "zfs_default_bs",
        "zfs_default_ibs", "zfs_delay_max_ns", "zfs_delay_min_dirty_percent", "zfs_delay_resolution_ns", "zfs_delay_scale",
        "zfs_dirty_data_max", "zfs_dirty_data_max_max", "zfs_dirty_data_max_percent", "zfs_dirty_data_sync", "zfs_flags",
        "zfs_free_bpobj_enabled", "zfs_free_leak_on_eio", "zfs_free_min_time_ms", "zfs_fsync_sync_cnt", "zfs_immediate_write_sz",
        "zfs_indirect_condense_obsolete_pct", "zfs_lua_check_instrlimit_interval", "zfs_lua_max_instrlimit", "zfs_lua_max_memlimit",
        "zfs_max_dataset_nesting", "zfs_max_recordsize", "zfs_mdcomp_disable", "zfs_metaslab_condense_block_threshold",
        "zfs_metaslab_fragmentation_threshold", "zfs_metaslab_segment_weight_enabled", "zfs_metaslab_switch_threshold",
        "zfs_mg_fragmentation_threshold", "zfs_mg_noalloc_threshold", "zfs_multilist_num_sublists", "zfs_no_scrub_io",
        "zfs_no_scrub_prefetch", "zfs_nocacheflush", "zfs_nopwrite_enabled", "zfs_object_remap_one_indirect_delay_ticks",
        "zfs_obsolete_min_time_ms", "zfs_pd_bytes_max", "zfs_per_txg_dirty_frees_percent", "zfs_prefetch_disable", "zfs_read_chunk_size",
        "zfs_recover", "zfs_recv_queue_length", "zfs_redundant_metadata_most_ditto_level", "zfs_remap_blkptr_enable",
        "zfs_remove_max_copy_bytes", "zfs_remove_max_segment", "zfs_resilver_delay", "zfs_resilver_min_time_ms", "zfs_scan_idle",
        "zfs_scan_min_time_ms", "zfs_scrub_delay", "zfs_scrub_limit", "zfs_send_corrupt_data", "zfs_send_queue_length",
        "zfs_send_set_freerecords_bit", "zfs_sync_pass_deferred_free", "zfs_sync_pass_dont_compress", "zfs_sync_pass_rewrite",
        "zfs_sync_taskq_batch_pct", "zfs_top_maxinflight", "zfs_txg_timeout", "zfs_vdev_aggregation_limit",
        "zfs_vdev_async_read_max_active", "zfs_vdev_async_read_min_active", "zfs_vdev_async_write_active_max_dirty_percent",
        "zfs_vdev_async_write_active_min_dirty_percent", "zfs_vdev_async_write_max_active", "zfs_vdev_async_write_min_active",
        "zfs_vdev_cache_bshift", "zfs_vdev_cache_max", "zfs_vdev_cache_size", "zfs_vdev_max_active", "zfs_vdev_queue_depth_pct",
        "zfs_vdev_read_gap_limit", "zfs_vdev_removal_max_active", "zfs_vdev_removal_min_active", "zfs_vdev_scrub_max_active",
        "zfs_vdev_scrub_min_active", "zfs_vdev_sync_read_max_active", "zfs_vdev_sync_read_min_active", "zfs_vdev_sync_write_max_active",
        "zfs_vdev_sync_write_min_active", "zfs_vdev_write_gap_limit", "zfs_write_implies_delete_child", "zfs_zil_clean_taskq_maxalloc",
        "zfs_zil_clean_taskq_minalloc", "zfs_zil_clean_taskq_nthr_pct", "zil_replay_disable", "zil_slog_bulk", "zio_buf_debug_limit",
        "zio_dva_throttle_enabled", "zio_injection_enabled", "zvol_immediate_write_sz", "zvol_maxphys", "zvol_unmap_enabled",
        "zvol_unmap_sync_enabled",
    ];
}
