"""What TensorFlow 1 called things: each list names what moved to one place."""

from __future__ import annotations

_MOVED = {
    "math": """
        accumulate_n angle betainc bincount ceil confusion_matrix conj count_nonzero cumprod digamma erf
        erfc expm1 floordiv floormod igamma igammac imag invert_permutation is_finite is_inf is_nan
        is_non_decreasing is_strictly_increasing lbeta lgamma log log1p log_sigmoid logical_xor mod
        polygamma real reciprocal rint rsqrt segment_max segment_mean segment_min segment_prod segment_sum
        squared_difference unsorted_segment_max unsorted_segment_mean unsorted_segment_min
        unsorted_segment_prod unsorted_segment_sqrt_n unsorted_segment_sum zeta
    """,
    "linalg": "cholesky cholesky_solve cross diag diag_part global_norm matrix_transpose qr svd trace",
    "signal": "fft fft2d fft3d ifft ifft2d ifft3d",
    "io": """
        FixedLenFeature FixedLenSequenceFeature VarLenFeature SparseFeature decode_base64 decode_compressed
        decode_csv decode_json_example decode_raw encode_base64 parse_example parse_single_example
        parse_single_sequence_example parse_tensor read_file serialize_tensor write_file matching_files
    """,
    "compat.v1": """
        AUTO_REUSE ConfigProto Dimension FIFOQueue FixedLengthRecordReader GPUOptions GraphDef GraphKeys
        GraphOptions HistogramProto IdentityReader InteractiveSession MetaGraphDef NodeDef OptimizerOptions
        Print RandomShuffleQueue RunMetadata RunOptions Session Summary TFRecordReader TextLineReader
        VariableScope WholeFileReader add_check_numerics_ops add_to_collection all_variables app assign
        assign_add assign_sub assert_variables_initialized batch_gather clip_by_average_norm colocate_with
        container count_up_to create_partitioned_variables disable_eager_execution disable_v2_behavior flags
        get_collection get_default_graph get_default_session get_local_variable get_seed get_variable
        get_variable_scope global_variables global_variables_initializer initialize_all_tables
        initialize_all_variables initialize_local_variables initialize_variables is_variable_initialized
        layers local_variables local_variables_initializer logging make_template model_variables
        moving_average_variables no_regularizer op_scope placeholder placeholder_with_default python_io
        report_uninitialized_variables reset_default_graph resource_loader reverse_v2 scatter_add
        scatter_div scatter_max scatter_min scatter_mul scatter_nd_add scatter_nd_sub scatter_nd_update
        scatter_sub scatter_update sparse_placeholder sparse_to_dense string_split tables_initializer
        trainable_variables uniform_unit_scaling_initializer variable_op_scope variable_scope
        variables_initializer wrap_function
    """,
    "compat.v1.nn": """
        bidirectional_dynamic_rnn dynamic_rnn rnn_cell static_rnn static_bidirectional_rnn xw_plus_b
        relu_layer
    """,
    "compat.v1.train": """
        AdagradDAOptimizer CheckpointSaverHook LoggingTensorHook MonitoredSession MonitoredTrainingSession
        NewCheckpointReader ProximalAdagradOptimizer ProximalGradientDescentOptimizer QueueRunner Saver
        SessionRunHook StopAtStepHook Supervisor SummarySaverHook batch cosine_decay create_global_step
        exponential_decay export_meta_graph get_global_step get_or_create_global_step global_step
        import_meta_graph inverse_time_decay natural_exp_decay piecewise_constant polynomial_decay
        shuffle_batch slice_input_producer start_queue_runners string_input_producer summary_iterator
        write_graph
    """,
    "compat.v1.summary": "FileWriter merge merge_all",
    "compat.v1.losses": """
        absolute_difference add_loss compute_weighted_loss cosine_distance get_losses
        get_regularization_loss get_regularization_losses get_total_loss hinge_loss huber_loss log_loss
        mean_pairwise_squared_error mean_squared_error sigmoid_cross_entropy softmax_cross_entropy
        sparse_softmax_cross_entropy
    """,
    "compat.v1.image": "resize_area resize_bicubic resize_bilinear resize_nearest_neighbor",
}
"""By new place. What begins with `compat.v1` still works there, though only in the manner of TensorFlow 1."""

_RENAMED = {
    "VERSION": "__version__",
    "arg_max": "argmax",
    "arg_min": "argmin",
    "batch_matmul": "matmul",
    "batch_to_space_nd": "batch_to_space",
    "check_numerics": "debugging.check_numerics",
    "concat_v2": "concat",
    "contrib.data.Dataset": "data.Dataset",
    "contrib.distribute": "distribute",
    "contrib.eager.Variable": "Variable",
    "contrib.keras": "keras",
    "contrib.layers.l1_regularizer": "keras.regularizers.l1",
    "contrib.layers.l2_regularizer": "keras.regularizers.l2",
    "contrib.layers.variance_scaling_initializer": "keras.initializers.VarianceScaling",
    "contrib.layers.xavier_initializer": "keras.initializers.GlorotUniform",
    "contrib.layers.xavier_initializer_conv2d": "keras.initializers.GlorotUniform",
    "contrib.rnn.BasicLSTMCell": "keras.layers.LSTMCell",
    "contrib.rnn.BasicRNNCell": "keras.layers.SimpleRNNCell",
    "contrib.rnn.GRUCell": "keras.layers.GRUCell",
    "contrib.rnn.LSTMCell": "keras.layers.LSTMCell",
    "contrib.rnn.MultiRNNCell": "keras.layers.StackedRNNCells",
    "decode_bmp": "image.decode_bmp",
    "depth_to_space": "nn.depth_to_space",
    "diag": "linalg.tensor_diag",
    "diag_part": "linalg.tensor_diag_part",
    "div": "divide",
    "div_no_nan": "math.divide_no_nan",
    "extract_image_patches": "image.extract_patches",
    "floor_div": "math.floordiv",
    "gfile.Exists": "io.gfile.exists",
    "gfile.FastGFile": "io.gfile.GFile",
    "gfile.GFile": "io.gfile.GFile",
    "gfile.Glob": "io.gfile.glob",
    "gfile.IsDirectory": "io.gfile.isdir",
    "gfile.ListDirectory": "io.gfile.listdir",
    "gfile.MakeDirs": "io.gfile.makedirs",
    "gfile.Open": "io.gfile.GFile",
    "glorot_normal_initializer": "keras.initializers.GlorotNormal",
    "glorot_uniform_initializer": "keras.initializers.GlorotUniform",
    "image.resize_images": "image.resize",
    "image.resize_image_with_crop_or_pad": "image.resize_with_crop_or_pad",
    "image.resize_image_with_pad": "image.resize_with_pad",
    "keras.experimental": "keras",
    "lin_space": "linspace",
    "matrix_band_part": "linalg.band_part",
    "matrix_determinant": "linalg.det",
    "matrix_diag": "linalg.diag",
    "matrix_diag_part": "linalg.diag_part",
    "matrix_inverse": "linalg.inv",
    "matrix_set_diag": "linalg.set_diag",
    "matrix_solve": "linalg.solve",
    "matrix_solve_ls": "linalg.lstsq",
    "matrix_triangular_solve": "linalg.triangular_solve",
    "multinomial": "random.categorical",
    "mul": "multiply",
    "neg": "negative",
    "nn.sigmoid_cross_entropy_with_logits_v2": "nn.sigmoid_cross_entropy_with_logits",
    "nn.softmax_cross_entropy_with_logits_v2": "nn.softmax_cross_entropy_with_logits",
    "nn.rnn_cell.BasicLSTMCell": "keras.layers.LSTMCell",
    "nn.rnn_cell.BasicRNNCell": "keras.layers.SimpleRNNCell",
    "nn.rnn_cell.GRUCell": "keras.layers.GRUCell",
    "nn.rnn_cell.LSTMCell": "keras.layers.LSTMCell",
    "orthogonal_initializer": "keras.initializers.Orthogonal",
    "pack": "stack",
    "py_func": "numpy_function",
    "python_io.TFRecordWriter": "io.TFRecordWriter",
    "python_io.tf_record_iterator": "data.TFRecordDataset",
    "quantize_v2": "quantization.quantize",
    "random.set_random_seed": "random.set_seed",
    "random_crop": "image.random_crop",
    "random_gamma": "random.gamma",
    "random_normal": "random.normal",
    "random_poisson": "random.poisson",
    "random_shuffle": "random.shuffle",
    "random_uniform": "random.uniform",
    "regex_replace": "strings.regex_replace",
    "reduce_join": "strings.reduce_join",
    "saved_model.simple_save": "saved_model.save",
    "select": "where",
    "self_adjoint_eig": "linalg.eigh",
    "self_adjoint_eigvals": "linalg.eigvalsh",
    "set_random_seed": "random.set_seed",
    "setdiff1d": "sets.difference",
    "space_to_depth": "nn.space_to_depth",
    "sparse_add": "sparse.add",
    "sparse_concat": "sparse.concat",
    "sparse_reduce_sum": "sparse.reduce_sum",
    "sparse_reorder": "sparse.reorder",
    "sparse_tensor_dense_matmul": "sparse.sparse_dense_matmul",
    "sparse_tensor_to_dense": "sparse.to_dense",
    "string_join": "strings.join",
    "string_strip": "strings.strip",
    "string_to_hash_bucket": "strings.to_hash_bucket",
    "string_to_hash_bucket_fast": "strings.to_hash_bucket_fast",
    "string_to_number": "strings.to_number",
    "sub": "subtract",
    "substr": "strings.substr",
    "train.AdadeltaOptimizer": "keras.optimizers.Adadelta",
    "train.AdagradOptimizer": "keras.optimizers.Adagrad",
    "train.AdamOptimizer": "keras.optimizers.Adam",
    "train.FtrlOptimizer": "keras.optimizers.Ftrl",
    "train.GradientDescentOptimizer": "keras.optimizers.SGD",
    "train.MomentumOptimizer": "keras.optimizers.SGD",
    "train.RMSPropOptimizer": "keras.optimizers.RMSprop",
    "truncated_normal": "random.truncated_normal",
    "truncated_normal_initializer": "keras.initializers.TruncatedNormal",
    "unpack": "unstack",
    "variance_scaling_initializer": "keras.initializers.VarianceScaling",
    "verify_tensor_all_finite": "debugging.assert_all_finite",
    "where_v2": "where",
    "train.NewCheckpointReader": "train.load_checkpoint",
}
"""Below `tf`, old to new."""

_IN = {
    "compat.v1.nn": "nn.",
    "compat.v1.train": "train.",
    "compat.v1.summary": "summary.",
    "compat.v1.losses": "losses.",
}
_IN["compat.v1.image"] = "image."

TENSORFLOW = {
    **{
        f"{_IN.get(place, '')}{name}": f"{place}.{name}"
        for place, names in reversed(_MOVED.items())
        for name in names.split()
    },
    **_RENAMED,
}
"""Below `tf`, old to new: `log` is `math.log`."""

GRAPH = frozenset(
    {
        "AUTO_REUSE",
        "InteractiveSession",
        "Session",
        "get_default_graph",
        "get_default_session",
        "get_variable",
        "global_variables_initializer",
        "initialize_all_variables",
        "initialize_variables",
        "local_variables_initializer",
        "placeholder",
        "placeholder_with_default",
        "sparse_placeholder",
        "trainable_variables",
        "variable_scope",
        "variables_initializer",
    }
)
"""Below `tf`: what builds or runs a graph in the manner of TensorFlow 1."""

SWITCHES = frozenset(
    f"tensorflow.{place}disable_{what}"
    for place in ("", "compat.v1.")
    for what in ("eager_execution", "v2_behavior", "v2_tensorshape", "resource_variables", "control_flow_v2")
)
"""Calls that turn the session back to TensorFlow 1."""

DROPPED = SWITCHES | frozenset(
    {
        "google.colab.drive.mount",
        "google.colab.files.download",
        "google.colab.files.upload",
        "keras.backend.manual_variable_initialization",
        "keras.backend.set_learning_phase",
        "keras.backend.set_session",
        "keras.backend.tensorflow_backend._get_available_gpus",
        "keras.backend.tensorflow_backend.set_session",
        "matplotlib.pyplot.hold",
        "tensorflow.compat.v1.enable_eager_execution",
        "tensorflow.compat.v1.keras.backend.set_session",
        "tensorflow.compat.v1.reset_default_graph",
        "tensorflow.contrib.eager.enable_eager_execution",
        "tensorflow.enable_eager_execution",
        "tensorflow.enable_resource_variables",
        "tensorflow.enable_v2_behavior",
        "tensorflow.reset_default_graph",
    }
)
"""Calls that nothing needs any more: a line that only makes one goes."""
